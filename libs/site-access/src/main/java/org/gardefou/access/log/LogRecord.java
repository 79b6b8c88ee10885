package org.gardefou.access.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a log, joined from its lines and out of its wrapping.
 *
 * @param time when it was written, by its own word, which whoever writes logs can make anything; null when it does not say
 * @param shape by which program's custom its first line is written
 * @param raw what it says, with whatever secrets are in it: to be matched, never to be kept
 * @param truncated whether a line was longer than 16 KB, or the record than 200 lines or 32 KB, and was cut
 * @param fromPhp whether PHP said it, and another program only wrote it down
 */
public record LogRecord(@Nullable Instant time, LogShape shape, String raw, boolean truncated, boolean fromPhp) {

    /** What it says without secrets and personal data: what may be kept and shown. A PHP stack trace has its line breaks. */
    public String text() {
        return Redaction.redact(raw);
    }
}
