package org.gardefou.kit.permission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers which tokens were found good: checking an ES256 signature (RFC 7518, section 3.4) costs more than all else that a
 * small write costs the processor, and callers send the same token again and again.
 *
 * <p>Only good tokens are remembered, by their whole text, never longer than they are valid, and never so long that a signing
 * key that was withdrawn would still serve.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {

    /** How long a token outlives the withdrawal of the key that signed it, at most. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** About 1 kB each: a busy service sees some hundred callers in a minute. */
    private static final int MOST = 5_000;

    private final JWTCallerPrincipalFactory verifier;
    private final Cache<String, JWTCallerPrincipal> good;

    @Inject
    VerifiedTokens(Clock clock) {
        this(new DefaultJWTCallerPrincipalFactory(), clock, Ticker.systemTicker());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, Clock clock, Ticker ticker) {
        this.verifier = verifier;
        this.good = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, JWTCallerPrincipal>creating(
                        (token, principal) -> stillGood(principal, clock.instant())))
                .build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        JWTCallerPrincipal known = good.getIfPresent(token);
        if (known != null) return known;
        JWTCallerPrincipal verified = verifier.parse(token, info);
        good.put(token, verified);
        return verified;
    }

    /** In the leeway behind its end a token is checked each time. */
    private static Duration stillGood(JWTCallerPrincipal principal, Instant now) {
        // The claim may be any number; only what lies within our own patience has to be a time.
        long end = principal.getExpirationTime();
        if (end <= now.getEpochSecond()) return Duration.ZERO;
        if (end >= now.plus(LONGEST).getEpochSecond()) return LONGEST;
        return Duration.between(now, Instant.ofEpochSecond(end));
    }
}
