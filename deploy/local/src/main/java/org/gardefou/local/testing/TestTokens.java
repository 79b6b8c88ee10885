package org.gardefou.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/**
 * Bearer tokens for tests, signed by the key that the test stack told the service to trust. Usable from any class
 * loader: the key is found through a system property.
 */
public final class TestTokens {

    static final String KEYS_PROPERTY = "gardefou.test.token-keys";

    private static final Duration VALIDITY = Duration.ofHours(2);

    /** A caller keeps its token, as callers do: to sign one and to check it anew takes longer than most requests. */
    private static final Map<Caller, String> KEPT = new ConcurrentHashMap<>();

    private record Caller(String keys, String role, List<String> scopes, String subject, Map<String, UUID> claims) {}

    private TestTokens() {}

    /** A token of the hoster's staff. */
    public static String operator() {
        return kept(Role.OPERATOR, "test-operator", Map.of());
    }

    /** A token of another system of the hoster's. */
    public static String system() {
        return kept(Role.SYSTEM, "test-system", Map.of());
    }

    /** A token of that customer. */
    public static String customer(UUID customerId) {
        return kept(Role.CUSTOMER, customerId.toString(), Map.of("customer", customerId));
    }

    /** A token of the panel behind that connection. */
    public static String panel(UUID connectionId) {
        return kept(Role.PANEL, connectionId.toString(), Map.of("connection", connectionId));
    }

    /** A token with exactly these claims. */
    public static String of(String role, List<String> scopes, Map<String, UUID> claims) {
        return kept(role, List.copyOf(scopes), "test-" + role, claims);
    }

    /** A token that was accepted once and is no more. */
    public static String expired() {
        return mint().mint(Role.OPERATOR, "test-operator", Map.of(), Duration.ofHours(-1));
    }

    /** The value of an {@code Authorization} header for a token (RFC 6750). */
    public static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String kept(Role role, String subject, Map<String, UUID> claims) {
        return kept(role.claim(), role.scopes(), subject, claims);
    }

    private static String kept(String role, List<String> scopes, String subject, Map<String, UUID> claims) {
        return KEPT.computeIfAbsent(new Caller(keys(), role, scopes, subject, Map.copyOf(claims)), _ -> mint().mint(
                        role, scopes, subject, claims, VALIDITY));
    }

    private static String keys() {
        String keys = System.getProperty(KEYS_PROPERTY);
        if (keys == null) {
            throw new IllegalStateException(
                    "The test stack does not run: put a stack-test.properties into src/test/resources.");
        }
        return keys;
    }

    private static TokenMint mint() {
        try {
            return TokenMint.in(Path.of(keys()), Clock.systemUTC());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
