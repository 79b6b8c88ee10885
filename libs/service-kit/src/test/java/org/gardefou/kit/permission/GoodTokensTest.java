package org.gardefou.kit.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoodTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private Duration passed = Duration.ZERO;
    private final GoodTokens tokens = new GoodTokens(clock(), () -> passed.toNanos());

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void whoATokenSpeaksForIsKnownForAMinuteWithAllThatItMayDo() {
        // Given
        keep("t", NOON.plus(Duration.ofHours(1)).getEpochSecond());
        // When
        pass(Duration.ofSeconds(59));
        SecurityIdentity known = known("t");
        // Then
        assertThat(known).isNotNull();
        assertThat(known.getRoles()).containsExactly("operator");
        assertThat(known.checkPermission(new StringPermission("notes", "read"))
                        .await()
                        .indefinitely())
                .isTrue();
        assertThat(known.checkPermission(new StringPermission("notes", "write"))
                        .await()
                        .indefinitely())
                .isFalse();
        assertThat(known.<String>getAttribute("origin")).isEqualTo("here");
        assertThat(known("another")).isNull();
        // And when its key may have been withdrawn
        pass(Duration.ofSeconds(1));
        assertThat(known("t")).isNull();
    }

    @Test
    void aTokenIsNotKnownBeyondItsEnd() {
        keep("t", NOON.plusSeconds(10).getEpochSecond());
        pass(Duration.ofSeconds(9));
        assertThat(known("t")).isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(known("t")).isNull();
        keep("t", NOON.plusSeconds(10).getEpochSecond());
        assertThat(known("t")).isNull();
    }

    @Test
    void aClockThatIsSetAheadEndsATokenToo() {
        keep("t", NOON.plusSeconds(10).getEpochSecond());
        now = NOON.plusSeconds(20);
        assertThat(known("t")).isNull();
    }

    @Test
    void anEndThatIsNoTimeIsLongAfterOurPatienceOrOver() {
        for (long end : List.of(1_000_000_000_000_000_000L, Long.MAX_VALUE)) {
            keep("end-" + end, end);
            assertThat(known("end-" + end)).isNotNull();
        }
        keep("before", -1_000_000_000_000_000_000L);
        assertThat(known("before")).isNull();
    }

    @Test
    void whatWasNotCheckedItselfIsNotKept() {
        // Another token than the one that was checked, and nobody
        tokens.keep("t", identity("u", NOON.plusSeconds(60).getEpochSecond()));
        tokens.keep("n", QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        assertThat(known("t")).isNull();
        assertThat(known("u")).isNull();
        assertThat(known("n")).isNull();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        passed = passed.plus(time);
    }

    private void keep(String token, long end) {
        tokens.keep(token, identity(token, end));
    }

    private @Nullable SecurityIdentity known(String token) {
        var known = tokens.of(token);
        return known == null ? null : known.await().indefinitely();
    }

    private static SecurityIdentity identity(String token, long end) {
        JwtClaims claims = new JwtClaims();
        claims.setExpirationTime(NumericDate.fromSeconds(end));
        claims.setClaim("raw_token", token);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new DefaultJWTCallerPrincipal(token, "JWT", claims))
                .addRole("operator")
                .addAttribute("origin", "here")
                .addPermissions(Set.of(new StringPermission("notes", "read")))
                .build();
    }
}
