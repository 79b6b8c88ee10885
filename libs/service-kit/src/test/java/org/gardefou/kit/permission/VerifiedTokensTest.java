package org.gardefou.kit.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final JWTAuthContextInfo info = new JWTAuthContextInfo();
    private final Checks checks = new Checks();
    private Instant now = NOON;
    private final VerifiedTokens tokens = new VerifiedTokens(
            checks, clock(), () -> Duration.between(NOON, now).toNanos());

    /** Counts what it is asked to check; a token is the second at which it ends, or is bad. */
    private static final class Checks extends JWTCallerPrincipalFactory {

        private final List<String> checked = new ArrayList<>();

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
            checked.add(token);
            if (token.equals("bad")) throw new ParseException("bad");
            JwtClaims claims = new JwtClaims();
            claims.setExpirationTime(NumericDate.fromSeconds(Long.parseLong(token)));
            return new DefaultJWTCallerPrincipal(token, "JWT", claims);
        }
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void aTokenIsCheckedOnceAMinute() throws ParseException {
        // Given
        String token = endingAfter(Duration.ofHours(1));
        // When
        JWTCallerPrincipal first = tokens.parse(token, info);
        now = NOON.plusSeconds(59);
        JWTCallerPrincipal again = tokens.parse(token, info);
        // Then
        assertThat(again).isSameAs(first);
        assertThat(checks.checked).containsExactly(token);
        // And when its key may have been withdrawn
        now = NOON.plus(VerifiedTokens.LONGEST);
        tokens.parse(token, info);
        assertThat(checks.checked).containsExactly(token, token);
    }

    @Test
    void aTokenIsNotRememberedBeyondItsEnd() throws ParseException {
        String token = endingAfter(Duration.ofSeconds(10));
        tokens.parse(token, info);
        now = NOON.plusSeconds(10);
        tokens.parse(token, info);
        tokens.parse(token, info);
        assertThat(checks.checked).containsExactly(token, token, token);
    }

    @Test
    void anEndThatIsNoTimeIsLongAfterOurPatience() throws ParseException {
        for (String end : List.of("1000000000000000000", Long.toString(Long.MAX_VALUE), "-1000000000000000000")) {
            assertThat(tokens.parse(end, info)).isNotNull();
        }
    }

    @Test
    void aBadTokenIsCheckedEachTime() {
        assertThatThrownBy(() -> tokens.parse("bad", info)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse("bad", info)).isInstanceOf(ParseException.class);
        assertThat(checks.checked).containsExactly("bad", "bad");
    }

    private static String endingAfter(Duration time) {
        return Long.toString(NOON.plus(time).getEpochSecond());
    }
}
