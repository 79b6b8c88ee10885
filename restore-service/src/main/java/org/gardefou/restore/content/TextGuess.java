package org.gardefou.restore.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether bytes are a text, and in which charset: by its mark, else UTF-8 where they are that, else what Windows wrote for thirty years. Pure.
 *
 * @param charset its IANA name
 */
record TextGuess(String text, String charset) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** @param cut whether there is more of the file: the last character may be half of one */
    static Optional<TextGuess> of(byte[] bytes, boolean cut) {
        if (begins(bytes, 0xef, 0xbb, 0xbf)) return decoded(bytes, 3, StandardCharsets.UTF_8, cut);
        if (begins(bytes, 0xff, 0xfe)) return decoded(bytes, 2, StandardCharsets.UTF_16LE, cut);
        if (begins(bytes, 0xfe, 0xff)) return decoded(bytes, 2, StandardCharsets.UTF_16BE, cut);
        if (controls(bytes)) return Optional.empty();
        return decoded(bytes, 0, StandardCharsets.UTF_8, cut).or(() -> decoded(bytes, 0, WINDOWS, cut));
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) return false;
        }
        return true;
    }

    /** What no text has: a picture or a program has some in its first lines. */
    private static boolean controls(byte[] bytes) {
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t' && one != '\f' && one != 0x1b)
                return true;
        }
        return false;
    }

    private static Optional<TextGuess> decoded(byte[] bytes, int from, Charset charset, boolean cut) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, bytes.length));
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        // Where it is cut, half a character at the end is no error.
        CoderResult result = decoder.decode(in, out, !cut);
        if (result.isError()) return Optional.empty();
        return Optional.of(new TextGuess(out.flip().toString(), charset.name()));
    }
}
