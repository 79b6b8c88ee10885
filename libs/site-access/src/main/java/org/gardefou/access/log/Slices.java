package org.gardefou.access.log;

import java.io.IOException;
import java.io.InputStream;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.files.Slice;

/** Part of a file, read slice by slice: whatever the file's size, and wherever it is, only one slice is held. */
final class Slices extends InputStream {
    private static final int SLICE = 512 * 1024;

    private final SiteFiles files;
    private final String path;
    private final long end;
    private long next;
    private byte[] bytes = {};
    private int at;

    /** @param end behind the last byte that is wanted; {@link Long#MAX_VALUE} for all there are */
    Slices(SiteFiles files, String path, long from, long end) {
        this.files = files;
        this.path = path;
        this.next = from;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        return more() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!more()) return -1;
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, to, offset, count);
        at += count;
        return count;
    }

    private boolean more() throws IOException {
        if (at < bytes.length) return true;
        if (next >= end) return false;
        Slice slice = files.slice(path, next, (int) Math.min(SLICE, end - next));
        // A file that became shorter meanwhile is read from its new end: that is no more of this one.
        bytes = slice.offset() == next ? slice.bytes() : new byte[0];
        at = 0;
        next += bytes.length;
        return bytes.length > 0;
    }
}
