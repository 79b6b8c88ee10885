package org.gardefou.access.http;

import java.time.Duration;

/**
 * What one probe may cost.
 *
 * @param connect to reach one address
 * @param total for all of it, redirects and body included
 * @param maxBody bytes of the last answer's body that are kept
 */
public record ProbeLimits(Duration connect, Duration total, int maxBody) {
    /** 5 s and 30 s, after which visitors have left too; 512 KB, more than the page of any site that is whole. */
    public static ProbeLimits usual() {
        return new ProbeLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 512 * 1024);
    }
}
