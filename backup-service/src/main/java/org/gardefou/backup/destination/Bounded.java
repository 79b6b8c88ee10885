package org.gardefou.backup.destination;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream, and no more. */
final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        if (left <= 0) return -1;
        int one = in.read();
        if (one >= 0) left--;
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left <= 0) return -1;
        int read = in.read(bytes, from, (int) Math.min(length, left));
        if (read > 0) left -= read;
        return read;
    }
}
