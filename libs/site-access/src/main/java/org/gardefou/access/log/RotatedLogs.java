package org.gardefou.access.log;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;

/** The older parts of a log, as logrotate leaves them beside it: {@code error.log.1}, {@code error.log-20261122.gz}. */
final class RotatedLogs {
    /** A service that was down for longer than so many rotations has a gap. */
    private static final int MOST = 8;

    private static final int MOST_NAMES = 2_000;

    /** Of a compressed part no more is unpacked: it may be a bomb, for it lies in a customer's folder. */
    static final long MOST_UNPACKED = 1L << 30;

    private final SiteFiles files;

    RotatedLogs(SiteFiles files) {
        this.files = files;
    }

    /** The parts of a log, the newest first. */
    List<Entry> of(String name) throws IOException {
        return files.list("", MOST_NAMES).entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.FILE && isPart(name, entry.name()))
                .sorted(Comparator.comparing(Entry::modified).reversed())
                .limit(MOST)
                .toList();
    }

    private static boolean isPart(String name, String other) {
        if (!other.startsWith(name) || other.length() < name.length() + 2) return false;
        String rest = other.substring(name.length());
        return (rest.startsWith(".") || rest.startsWith("-"))
                && Character.isDigit(rest.charAt(1))
                && rest.matches("[.-][0-9._-]{1,20}(\\.gz)?");
    }

    /** The parts that were written to at a moment or later, the newest first. */
    List<Entry> since(String name, Instant moment) throws IOException {
        return of(name).stream()
                .filter(part -> !part.modified().isBefore(moment))
                .toList();
    }

    /**
     * What was written behind a mark before the log was rotated, the oldest first; empty when no part has the place of the mark.
     *
     * @throws IOException when the folder cannot be read
     */
    List<InputStream> behind(String name, LogMark mark) throws IOException {
        List<InputStream> newer = new ArrayList<>();
        for (Entry part : of(name)) {
            InputStream in = open(part);
            if (reached(in, mark)) {
                newer.addFirst(in);
                return newer;
            }
            newer.addFirst(open(part));
        }
        return List.of();
    }

    private static boolean reached(InputStream in, LogMark mark) throws IOException {
        try {
            return Anchor.reached(in, mark);
        } catch (EOFException | ZipException e) {
            return false;
        } catch (FileAccessException e) {
            // The next rotation may have taken it away, or it is root's.
            return false;
        }
    }

    /** A part, unpacked where it is packed. Nothing is read before the first byte is asked for. */
    InputStream open(Entry part) {
        InputStream raw = new Slices(files, part.path(), 0, Long.MAX_VALUE);
        return part.name().endsWith(".gz") ? new Unpacked(raw) : raw;
    }

    private static final class Unpacked extends FilterInputStream {
        private long left = MOST_UNPACKED;
        private boolean begun;

        Unpacked(InputStream packed) {
            super(packed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (!begun) in = new GZIPInputStream(in, 64 * 1024);
            begun = true;
            int read = left <= 0 ? -1 : super.read(to, offset, (int) Math.min(length, left));
            if (read > 0) left -= read;
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 64 * 1024)).length;
        }
    }
}
