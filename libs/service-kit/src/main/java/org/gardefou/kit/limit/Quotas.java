package org.gardefou.kit.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gardefou.kit.permission.Role;

/**
 * Counts the requests of each caller in this process: a bucket that fills evenly over the minute, so that a short burst is served
 * and a loop is slowed down.
 */
@ApplicationScoped
class Quotas {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * How many callers of a role are told apart, at about 200 bytes each: some ten megabytes at worst. A bucket nobody has used for a window is full again,
     * and can be forgotten. Where there are more, those go first that are seldom seen: who asks again and again stays counted, however many others ask once.
     */
    private static final int MOST = 20_000;

    /** A UUID fits; what is longer is counted by its hash, so that nobody chooses how much memory its bucket takes. */
    private static final int LONGEST_NAME = 64;

    private final LimitConfig config;

    /** Apart from one another: strangers with an address for each request do not push out what is known of the customers. */
    private final Map<Role, Cache<String, Bucket>> buckets = new EnumMap<>(Role.class);

    Quotas(LimitConfig config) {
        this.config = config;
        for (Role role : Role.values())
            buckets.put(
                    role,
                    Caffeine.newBuilder()
                            .maximumSize(MOST)
                            .expireAfterAccess(WINDOW)
                            .build());
    }

    /** Whether requests of this role are counted. */
    boolean bounds(Role role) {
        return perMinute(role) > 0;
    }

    private int perMinute(Role role) {
        return switch (role) {
            case CUSTOMER -> config.customer();
            case PANEL -> config.panel();
            case NOBODY -> config.anonymous();
            case SYSTEM -> config.system();
            case OPERATOR -> config.operator();
        };
    }

    /** Takes one request from what the caller has; nothing for callers that are not counted. */
    Optional<Quota> take(Role role, String caller) {
        int perMinute = perMinute(role);
        if (perMinute <= 0) return Optional.empty();
        Bucket bucket = of(role).get(shortened(caller), _ -> bucket(perMinute));
        return Optional.of(Quota.of(policy(role), perMinute, bucket.tryConsumeAndReturnRemaining(1)));
    }

    /** How many callers of a role are remembered. */
    long known(Role role) {
        of(role).cleanUp();
        return of(role).estimatedSize();
    }

    private Cache<String, Bucket> of(Role role) {
        return Objects.requireNonNull(buckets.get(role));
    }

    private static String shortened(String caller) {
        if (caller.length() <= LONGEST_NAME) return caller;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(caller.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
