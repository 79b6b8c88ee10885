package org.gardefou.access.log;

import java.time.Instant;

/** Which part of a log is wanted. */
public sealed interface LogWindow {
    /** At most this many bytes are read. */
    int maxBytes();

    /** The end of the log. */
    record Last(int maxBytes) implements LogWindow {}

    /** What was written at a time or later, looked for in the last {@code maxBytes}. */
    record Since(Instant time, int maxBytes) implements LogWindow {}

    /** What was written after an earlier reading; all of it when the log was rotated in between. */
    record After(LogPosition position, int maxBytes) implements LogWindow {}
}
