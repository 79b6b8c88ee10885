package org.gardefou.diagnostics.sitelog;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.gardefou.access.log.LogShape;

/** A log that is handed in, plain or compressed by gzip, as its text: never more of it than is allowed. */
final class HandedIn extends FilterInputStream {

    /** A log of nothing but one line packs a hundredfold, and gzip goes to a thousand. */
    private static final int MOST_FOLD = 250;

    /** The beginning of a small log may pack better than the whole. */
    private static final long SMALL = 16 * 1024 * 1024;

    private static final int HEAD = 64 * 1024;

    private final Counted packed;
    private final long most;
    private final boolean zipped;
    private long count;

    private HandedIn(InputStream text, Counted packed, long most, boolean zipped) {
        super(text);
        this.packed = packed;
        this.most = most;
        this.zipped = zipped;
    }

    /** It unpacks to more than is allowed, or to so much more than it is that nobody but an attacker packs so. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1;

        TooMuchException(String message) {
            super(message);
        }
    }

    /** It is no log of a kind that is known. */
    static final class NoLogException extends IOException {
        private static final long serialVersionUID = 1;

        NoLogException() {
            super("The body has no line of a log of Apache, nginx, PHP, PHP-FPM or MariaDB at its beginning.");
        }
    }

    /**
     * Begins to read.
     *
     * @param most bytes of text
     * @throws NoLogException when what is at the beginning is no log
     */
    static HandedIn of(InputStream body, long most) throws IOException {
        Counted counted = new Counted(body);
        BufferedInputStream raw = new BufferedInputStream(counted, HEAD);
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        BufferedInputStream text = new BufferedInputStream(zipped ? new GZIPInputStream(raw, HEAD) : raw, HEAD);
        text.mark(HEAD);
        byte[] head = text.readNBytes(HEAD - 1);
        text.reset();
        if (!LogShape.anyIn(head)) throw new NoLogException();
        return new HandedIn(text, counted, most, zipped);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        if (read > 0) count += read;
        if (count > most)
            throw new TooMuchException("The log has more than the %d bytes that are read.".formatted(most));
        if (zipped && count > SMALL && count / MOST_FOLD > packed.count)
            throw new TooMuchException("The log unpacks to more than %d times its size.".formatted(MOST_FOLD));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) count++;
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            if (read > 0) count += read;
            return read;
        }
    }
}
