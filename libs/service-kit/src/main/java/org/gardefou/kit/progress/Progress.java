package org.gardefou.kit.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param step what is being done, a word of the service
 * @param percent 0 to 100; null while it cannot be told
 * @param bytes done so far; null where nothing is counted in bytes
 * @param files done so far; null where nothing is counted in files
 * @param bytesPerSecond how fast it goes now, smoothed over some seconds; null where nothing is counted in bytes
 * @param eta how long it will still take; null while it cannot be told
 * @param at when this was so
 * @param finished whether nothing will follow, for better or worse
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How far a job is; what is not known yet is absent.")
public record Progress(
        String step,
        @Schema(minimum = "0", maximum = "100") @Nullable Integer percent,
        @Nullable Long bytes,
        @Nullable Long files,
        @Nullable Long bytesPerSecond,

        @Schema(description = "ISO 8601 duration", examples = "PT1M30S") @Nullable Duration eta,

        Instant at,
        boolean finished) {

    public Progress {
        if (percent != null && (percent < 0 || percent > 100)) {
            throw new IllegalArgumentException("percent must be 0 to 100");
        }
    }

    /** At a step of which nothing is counted. */
    public static Progress at(String step, Instant at) {
        return new Progress(step, null, null, null, null, null, at, false);
    }

    /** The last state: it ends the stream. */
    public static Progress finished(String step, Instant at) {
        return new Progress(step, null, null, null, null, null, at, true);
    }
}
