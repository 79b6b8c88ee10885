package org.gardefou.access.log;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.files.Slice;
import org.gardefou.access.log.LogReading.Reason;

/** Reads logs of PHP, PHP-FPM, nginx, Apache, MariaDB and syslog below a root. */
public final class LogReader {
    private final SiteFiles files;
    private final RecordAssembler assembler;

    /**
     * A reader.
     *
     * @param zone of the host, in which logs without a zone are written
     */
    public LogReader(SiteFiles files, ZoneId zone, Clock clock) {
        this.files = files;
        this.assembler = new RecordAssembler(new LineTimes(zone, clock));
    }

    /** Reads part of a log; never throws for what a log can be. */
    public LogReading read(String path, LogWindow window) {
        try {
            Slice slice =
                    switch (window) {
                        case LogWindow.Last last -> files.slice(path, -last.maxBytes(), last.maxBytes());
                        case LogWindow.Since since -> files.slice(path, -since.maxBytes(), since.maxBytes());
                        case LogWindow.After after -> after(path, after);
                    };
            if (LogLines.binary(slice.bytes())) {
                return new LogReading.Unreadable(
                        Reason.BINARY, path + " is not a text log (compressed, or another program's file).");
            }
            return read(path, window, slice);
        } catch (FileAccessException e) {
            return new LogReading.Unreadable(reason(e.reason()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new LogReading.Unreadable(Reason.OTHER, path + " could not be read: " + e.getMessage());
        }
    }

    private Slice after(String path, LogWindow.After after) throws IOException {
        Slice slice = files.slice(path, after.position().offset(), after.maxBytes());
        // Another file, or a shorter one (copytruncate), stands under the name: all that is in it is new.
        boolean rotated = !slice.identity().equals(after.position().identity())
                || slice.size() < after.position().offset();
        return rotated ? files.slice(path, 0, after.maxBytes()) : slice;
    }

    private LogReading read(String path, LogWindow window, Slice slice) {
        boolean goesOn = window instanceof LogWindow.After;
        boolean fromMiddle = slice.offset() > 0;
        // A window at the end begins in the middle of a line, most likely; a position after a reading does not.
        LogLines lines = LogLines.of(slice.bytes(), fromMiddle && !goesOn, goesOn && slice.end() < slice.size());
        List<LogRecord> records = assembler.assemble(path, lines.lines());
        boolean complete = !fromMiddle;
        if (window instanceof LogWindow.After after) {
            complete = after.position().offset() == slice.offset();
        }
        if (window instanceof LogWindow.Since since) {
            boolean reached =
                    records.stream().map(LogRecord::time).anyMatch(time -> time != null && time.isBefore(since.time()));
            complete = complete || reached;
            records = since(records, since.time());
        }
        return new LogReading.Read(
                records, new LogPosition(slice.identity(), slice.offset() + lines.consumed()), complete);
    }

    /** A record without a time belongs to the one before it. */
    private static List<LogRecord> since(List<LogRecord> records, Instant time) {
        List<LogRecord> kept = new ArrayList<>();
        boolean in = records.stream().allMatch(record -> record.time() == null);
        for (LogRecord record : records) {
            Instant written = record.time();
            if (written != null) {
                in = !written.isBefore(time);
            }
            if (in) {
                kept.add(record);
            }
        }
        return List.copyOf(kept);
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
