package org.gardefou.kit.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param subject the {@code sub} of the token, or the name of a job
 * @param role the role of the caller in lower case; {@code service} for what the service does by itself
 * @param remote the address of the client; null for what the service does by itself
 */
public record Actor(String subject, String role, @Nullable String remote) {

    /** The service itself: a schedule, a consumer of events. */
    public static Actor service(String job) {
        return new Actor(job, "service", null);
    }
}
