package org.gardefou.access.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.files.Slice;
import org.gardefou.access.log.LogReading.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs of PHP, PHP-FPM, nginx, Apache, MariaDB and syslog where they lie, with what rotation made of their older parts: renamed, copied
 * and cut off, compressed. Never throws for what a log can be.
 */
public final class LogReader {
    private final SiteFiles files;
    private final RotatedLogs rotated;
    private final LogScan scan;

    /**
     * A reader for one thread.
     *
     * @param files of the folder that the logs are in
     * @param zone of the host, in which logs without a zone are written
     * @param found is told each record at which something is suspicious, in the order of the log
     */
    public LogReader(SiteFiles files, ZoneId zone, Clock clock, Suspicion suspicion, Consumer<LogRecord> found) {
        this.files = files;
        this.rotated = new RotatedLogs(files);
        this.scan = new LogScan(zone, clock, suspicion, found);
    }

    /**
     * Goes on where an earlier reading ended, through rotations that came between.
     *
     * @param name of the log in its folder
     * @param mark null for the first reading, which begins so many bytes before the end
     * @param most bytes of the log itself; what is beyond is left for the next reading
     */
    public LogReading follow(String name, @Nullable LogMark mark, int most) {
        return tried(name, () -> {
            Slice now = files.head(name, 0);
            if (mark == null) return fromEnd(name, now, most);
            if (stands(name, now, mark)) return from(name, now, mark.offset(), most, 0, true);
            long older = 0;
            List<InputStream> parts = rotated.behind(name, mark);
            for (InputStream part : parts) older += older(part, false);
            return from(name, now, 0, most, older, !parts.isEmpty());
        });
    }

    /**
     * Reads the end of a log, and its rotated parts that were written to at a moment or later.
     *
     * @param most bytes of each part
     */
    public LogReading recent(String name, Instant since, int most) {
        return tried(name, () -> {
            Slice now = files.head(name, 0);
            long older = 0;
            if (now.size() < most)
                for (Entry part : rotated.since(name, since).reversed())
                    older += older(
                            tail(part, most), part.size() > most && !part.name().endsWith(".gz"));
            LogReading.Read read = fromEnd(name, now, most);
            return new LogReading.Read(read.end(), read.bytes() + older, now.size() <= most);
        });
    }

    /** The end of a part, which begins in the middle of a line; what is compressed has to be unpacked from its beginning. */
    private InputStream tail(Entry part, int most) {
        return part.name().endsWith(".gz")
                ? rotated.open(part)
                : new Slices(files, part.path(), Math.max(0, part.size() - most), Long.MAX_VALUE);
    }

    /** A part that was taken away in this moment, or is damaged, is as good as none. */
    private long older(InputStream part, boolean midLine) throws IOException {
        try {
            return scan.scan(part, midLine, true);
        } catch (EOFException | ZipException | NotTextException e) {
            return 0;
        } catch (FileAccessException e) {
            return 0;
        }
    }

    private LogReading.Read fromEnd(String name, Slice now, int most) throws IOException {
        long start = Math.max(0, now.size() - most);
        return from(name, now, start, most, 0, start == 0);
    }

    private LogReading.Read from(String name, Slice now, long start, int most, long older, boolean complete)
            throws IOException {
        // Behind a mark a line begins; elsewhere one has begun before, most likely.
        boolean midLine = start > 0 && before(name, start, 1) != '\n';
        long end = Math.min(now.size(), start + most);
        long consumed = scan.scan(new Slices(files, name, start, end), midLine, false);
        LogMark mark = mark(name, now.identity(), start + consumed);
        return new LogReading.Read(mark, older + consumed, complete);
    }

    private int before(String name, long place, int length) throws IOException {
        byte[] bytes = files.slice(name, place - length, length).bytes();
        return bytes.length == 0 ? -1 : bytes[0];
    }

    /** Whether the log under the name is still the one of a mark: a file that was cut off and grew again is not. */
    private boolean stands(String name, Slice now, LogMark mark) throws IOException {
        return now.identity().equals(mark.identity())
                && now.size() >= mark.offset()
                && mark(name, now.identity(), mark.offset()).anchor().equals(mark.anchor());
    }

    private LogMark mark(String name, String identity, long offset) throws IOException {
        int length = (int) Math.min(Anchor.LENGTH, offset);
        byte[] before = length == 0
                ? new byte[0]
                : files.slice(name, offset - length, length).bytes();
        return new LogMark(identity, offset, Anchor.of(before));
    }

    private interface Attempt {
        LogReading.Read read() throws IOException;
    }

    private static LogReading tried(String name, Attempt attempt) {
        try {
            return attempt.read();
        } catch (NotTextException e) {
            return new LogReading.Unreadable(
                    Reason.BINARY, name + " is not a text log (compressed, or another program's file).");
        } catch (FileAccessException e) {
            return new LogReading.Unreadable(reason(e.reason()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new LogReading.Unreadable(Reason.OTHER, name + " could not be read: " + e.getMessage());
        }
    }

    private static Reason reason(FileAccessException.Reason reason) {
        return switch (reason) {
            case MISSING -> Reason.MISSING;
            case NOT_PERMITTED -> Reason.NOT_PERMITTED;
            case NOT_A_FILE, NOT_A_DIRECTORY -> Reason.NOT_A_FILE;
            case OUTSIDE_ROOT -> Reason.OUTSIDE_ROOT;
            case CROSS_DEVICE, NOT_SUPPORTED, SWAPPED, OTHER -> Reason.OTHER;
        };
    }
}
