package org.gardefou.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/**
 * Bearer tokens for tests, signed by the key that the test stack told the service to trust. Usable from any class
 * loader: the key is found through a system property.
 */
public final class TestTokens {

    static final String KEYS_PROPERTY = "gardefou.test.token-keys";

    private static final Duration VALIDITY = Duration.ofHours(2);

    private TestTokens() {}

    /** A token of the hoster's staff. */
    public static String operator() {
        return mint().mint(Role.OPERATOR, "test-operator", Map.of(), VALIDITY);
    }

    /** A token of another system of the hoster's. */
    public static String system() {
        return mint().mint(Role.SYSTEM, "test-system", Map.of(), VALIDITY);
    }

    /** A token of that customer. */
    public static String customer(UUID customerId) {
        return mint().mint(Role.CUSTOMER, customerId.toString(), Map.of("customer", customerId), VALIDITY);
    }

    /** A token of the panel behind that connection. */
    public static String panel(UUID connectionId) {
        return mint().mint(Role.PANEL, connectionId.toString(), Map.of("connection", connectionId), VALIDITY);
    }

    /** A token with exactly these claims. */
    public static String of(String role, List<String> scopes, Map<String, UUID> claims) {
        return mint().mint(role, scopes, "test-" + role, claims, VALIDITY);
    }

    /** A token that was accepted once and is no more. */
    public static String expired() {
        return mint().mint(Role.OPERATOR, "test-operator", Map.of(), Duration.ofHours(-1));
    }

    /** The value of an {@code Authorization} header for a token (RFC 6750). */
    public static String bearer(String token) {
        return "Bearer " + token;
    }

    private static TokenMint mint() {
        String keys = System.getProperty(KEYS_PROPERTY);
        if (keys == null) {
            throw new IllegalStateException(
                    "The test stack does not run: put a stack-test.properties into src/test/resources.");
        }
        try {
            return TokenMint.in(Path.of(keys), Clock.systemUTC());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
