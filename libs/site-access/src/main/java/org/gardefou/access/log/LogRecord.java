package org.gardefou.access.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a log, joined from its lines, out of its wrapping, without secrets.
 *
 * @param time when it was written; null when the log does not say
 * @param text what it says; a PHP stack trace has its line breaks
 * @param file the path that was read
 * @param truncated whether a line was longer than 16 KB, or the record than 200 lines, and was cut
 * @param fromPhp whether PHP said it, and another program only wrote it down
 */
public record LogRecord(@Nullable Instant time, String text, String file, boolean truncated, boolean fromPhp) {}
