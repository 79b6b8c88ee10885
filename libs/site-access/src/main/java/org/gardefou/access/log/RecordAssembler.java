package org.gardefou.access.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins lines to records: a line that begins with no time goes on with the record before it. */
final class RecordAssembler {
    private static final int MOST_LINES = 200;

    private final LineTimes times;

    RecordAssembler(LineTimes times) {
        this.times = times;
    }

    List<LogRecord> assemble(String file, List<LogLines.Line> lines) {
        List<LogRecord> records = new ArrayList<>();
        Open open = null;
        for (LogLines.Line line : lines) {
            Optional<LineTimes.Stamp> stamp = times.stamp(line.text());
            // Written to standard error, PHP's messages have no time, but they do begin like this.
            boolean begins = stamp.isPresent() || open == null || line.text().startsWith("PHP ");
            if (begins) {
                if (open != null) {
                    open.close(file, records);
                }
                open = new Open(stamp.map(LineTimes.Stamp::time).orElse(null));
            }
            if (open != null) {
                open.add(line);
            }
        }
        if (open != null) {
            open.close(file, records);
        }
        return List.copyOf(records);
    }

    private static final class Open {
        private final @Nullable Instant time;
        private final StringBuilder text = new StringBuilder();
        private int lines;
        private boolean truncated;

        Open(@Nullable Instant time) {
            this.time = time;
        }

        void add(LogLines.Line line) {
            lines++;
            truncated |= line.cut();
            // A record is read by people and patterns: neither gains from more than a long line's worth of trace.
            if (lines > MOST_LINES || text.length() + line.text().length() > 2 * LogLines.LONGEST_LINE) {
                truncated = true;
                return;
            }
            text.append(lines > 1 ? "\n" : "").append(line.text());
        }

        void close(String file, List<LogRecord> records) {
            String written = text.toString();
            String said = Redaction.redact(Wrapping.remove(written));
            if (!said.isBlank()) {
                records.add(new LogRecord(time, said, file, truncated, Wrapping.around(written)));
            }
        }
    }
}
