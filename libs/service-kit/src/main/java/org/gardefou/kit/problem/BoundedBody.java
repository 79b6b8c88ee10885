package org.gardefou.kit.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends in a 413 where it grows past the limit: for bodies that do not say their length beforehand. */
final class BoundedBody extends FilterInputStream {

    private final long limit;
    private long count;

    BoundedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            counted(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            counted(read);
        }
        return read;
    }

    /** Closing reads what is left, which may have no end: a body that was refused is not read on. */
    @Override
    public void close() throws IOException {
        if (count <= limit) {
            super.close();
        }
    }

    boolean exceeded() {
        return count > limit;
    }

    @Override
    public boolean markSupported() {
        // A reset would make the count wrong.
        return false;
    }

    private void counted(int read) {
        count += read;
        if (count > limit) {
            throw BodyLimit.exceeded(limit);
        }
    }
}
