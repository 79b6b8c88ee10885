package org.gardefou.kit.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What is left to a caller, as the fields {@code RateLimit-Policy} and {@code RateLimit} say it
 * (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @param policy its name
 * @param perMinute how many requests a minute has
 * @param left how many may follow at once
 * @param full when all may follow again
 * @param pause how long to wait for the next one; zero when it may follow at once
 * @param granted whether this request was one of them
 */
record Quota(String policy, int perMinute, long left, Duration full, Duration pause, boolean granted) {

    static Quota of(String policy, int perMinute, ConsumptionProbe probe) {
        return new Quota(
                policy,
                perMinute,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                probe.isConsumed());
    }

    /** The value of {@code RateLimit-Policy}. */
    String policyField() {
        return "\"%s\";q=%d;w=60".formatted(policy, perMinute);
    }

    /** The value of {@code RateLimit}. */
    String stateField() {
        return "\"%s\";r=%d;t=%d".formatted(policy, left, seconds(full));
    }

    /** The next whole second at which a request is granted again. */
    Duration retryAfter() {
        return Duration.ofSeconds(seconds(pause));
    }

    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
