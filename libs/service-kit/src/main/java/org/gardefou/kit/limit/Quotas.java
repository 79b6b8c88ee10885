package org.gardefou.kit.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.gardefou.kit.permission.Role;

/**
 * Counts the requests of each caller in this process: a bucket that fills evenly over the minute, so that a short burst is served
 * and a loop is slowed down.
 */
@ApplicationScoped
class Quotas {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** A bucket nobody has used for a window is full again, and can be forgotten. About 200 bytes each. */
    private static final int MOST = 50_000;

    private final LimitConfig config;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(WINDOW).build();

    Quotas(LimitConfig config) {
        this.config = config;
    }

    /** Takes one request from what the caller has; nothing for callers that are not counted. */
    Optional<Quota> take(Role role, String caller) {
        int perMinute =
                switch (role) {
                    case CUSTOMER -> config.customer();
                    case PANEL -> config.panel();
                    case NOBODY -> config.anonymous();
                    case OPERATOR, SYSTEM -> 0;
                };
        if (perMinute <= 0) return Optional.empty();
        Bucket bucket = buckets.get(role + " " + caller, _ -> bucket(perMinute));
        return Optional.of(Quota.of(policy(role), perMinute, bucket.tryConsumeAndReturnRemaining(1)));
    }

    private static String policy(Role role) {
        return role == Role.NOBODY ? "anonymous" : role.group();
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build();
    }
}
