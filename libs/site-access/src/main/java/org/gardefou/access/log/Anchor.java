package org.gardefou.access.log;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands before a place in a log, as a hash: the log itself is not kept anywhere. */
final class Anchor {
    /** Lines that are alike in so many bytes, time included, are the same line. */
    static final int LENGTH = 256;

    private Anchor() {}

    static String of(byte[] before) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(before);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes to the place of a mark in a stream; whether what stands before it is what stood there. */
    static boolean reached(InputStream in, LogMark mark) throws IOException {
        int length = (int) Math.min(LENGTH, mark.offset());
        in.skipNBytes(mark.offset() - length);
        return of(in.readNBytes(length)).equals(mark.anchor());
    }
}
