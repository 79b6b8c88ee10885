package org.gardefou.kit.permission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who tokens were found to speak for, with all roles and permissions: checking an ES256 signature (RFC 7518, section 3.4) costs more than all else
 * that a small request costs the processor, what is made of the claims costs a good part of the rest, and callers send the same token again and again.
 *
 * <p>Only good tokens are remembered, by their whole text, never longer than they are valid, and never so long that a signing
 * key that was withdrawn would still serve.
 */
@ApplicationScoped
class GoodTokens {

    /** How long a token outlives the withdrawal of the key that signed it, at most. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** About 3 kB each: a busy service sees some hundred callers in a minute. */
    private static final int MOST = 5_000;

    private final Clock clock;
    private final Cache<String, Known> good;

    /** @param end second since the epoch at which the token ends */
    private record Known(Uni<SecurityIdentity> identity, long end) {}

    @Inject
    GoodTokens(Clock clock) {
        this(clock, Ticker.systemTicker());
    }

    GoodTokens(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.good = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, Known>creating((token, known) -> stillGood(known.end, clock.instant())))
                .build();
    }

    /** Who a token speaks for; null when it has to be checked. */
    @Nullable Uni<SecurityIdentity> of(String token) {
        Known known = good.getIfPresent(token);
        // The wall clock may have been set meanwhile.
        return known == null || known.end <= clock.instant().getEpochSecond() ? null : known.identity;
    }

    /** Keeps what a check has found, if it was this very token that was checked. */
    void keep(String token, SecurityIdentity identity) {
        if (identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken checked)
                || !token.equals(checked.getRawToken())) return;
        good.put(token, new Known(Uni.createFrom().item(lasting(identity)), checked.getExpirationTime()));
    }

    /** The same without the request that it came with, which is not to be kept alive. */
    private static SecurityIdentity lasting(SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials())
                .addPermissions(identity.getPermissions());
        identity.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) builder.addAttribute(name, value);
        });
        return builder.build();
    }

    /** In the leeway behind its end a token is checked each time. */
    private static Duration stillGood(long end, Instant now) {
        // The claim may be any number; only what lies within our own patience has to be a time.
        if (end <= now.getEpochSecond()) return Duration.ZERO;
        if (end >= now.plus(LONGEST).getEpochSecond()) return LONGEST;
        return Duration.between(now, Instant.ofEpochSecond(end));
    }
}
