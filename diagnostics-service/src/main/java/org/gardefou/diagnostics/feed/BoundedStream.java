package org.gardefou.diagnostics.feed;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A feed's bytes, unpacked where they are packed by gzip, and never more than so many. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private long read;

    private BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    static InputStream of(InputStream bytes, long most) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes, 64 * 1024);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new BoundedStream(packed ? new GZIPInputStream(in, 64 * 1024) : in, most);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(into, offset, length);
        } catch (IOException e) {
            throw broken(e);
        }
        if (count > 0) count(count);
        return count;
    }

    private static FeedRefused broken(IOException e) {
        return new FeedRefused(
                "La lecture du flux s'est interrompue (%s). Téléchargez-le à nouveau en entier, puis relancez l'import ; l'ancien flux reste en place."
                        .formatted(e.getMessage()),
                "Reading the feed broke off (%s). Download it again whole, then import it again; the old feed stays."
                        .formatted(e.getMessage()));
    }

    private void count(int more) throws FeedRefused {
        read += more;
        if (read <= most) return;
        long megabytes = most / 1_000_000;
        throw new FeedRefused(
                "Le flux dépasse %d Mo. Vérifiez d'où il vient, ou relevez gardefou.feed.most-bytes ; l'ancien flux reste en place."
                        .formatted(megabytes),
                "The feed is larger than %d MB. Check where it comes from, or raise gardefou.feed.most-bytes; the old feed stays."
                        .formatted(megabytes));
    }
}
