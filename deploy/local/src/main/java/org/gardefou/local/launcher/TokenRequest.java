package org.gardefou.local.launcher;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/**
 * A token asked for on the command line.
 *
 * @param role whose
 * @param claims {@code customer} or {@code connection}, as the role needs
 * @param validity how long
 */
record TokenRequest(Role role, Map<String, UUID> claims, Duration validity) {

    private static final int MOST_DAYS = 365;
    private static final List<String> KNOWN = List.of("--role", "--customer", "--connection", "--days");

    /** Reads {@code --role R --customer UUID --connection UUID --days N}. */
    static TokenRequest parse(List<String> options) {
        Role role = Role.OPERATOR;
        Map<String, UUID> claims = new LinkedHashMap<>();
        int days = 1;
        for (int i = 0; i < options.size(); i += 2) {
            String option = options.get(i);
            Options.requireKnown(List.of(option), KNOWN);
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            String value = options.get(i + 1);
            switch (option) {
                case "--role" -> role = Role.named(value);
                case "--customer", "--connection" -> claims.put(option.substring(2), uuid(option, value));
                case "--days" -> days = days(value);
                default -> throw new IllegalStateException(option);
            }
        }
        require(role, Role.CUSTOMER, claims, "customer");
        require(role, Role.PANEL, claims, "connection");
        return new TokenRequest(role, Map.copyOf(claims), Duration.ofDays(days));
    }

    String mintedBy(TokenMint mint) {
        String subject =
                claims.values().stream().findFirst().map(UUID::toString).orElse(role.claim());
        return mint.mint(role, subject, claims, validity);
    }

    private static void require(Role role, Role needing, Map<String, UUID> claims, String claim) {
        if (role == needing && !claims.containsKey(claim)) {
            throw new IllegalArgumentException("A token of the role " + role.claim() + " needs --" + claim + " UUID.");
        }
    }

    private static UUID uuid(String option, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException cause) {
            throw new IllegalArgumentException(option + " takes a UUID, not \"" + value + "\".", cause);
        }
    }

    private static int days(String value) {
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST_DAYS) {
            throw new IllegalArgumentException("--days takes a number from 1 to " + MOST_DAYS + ".");
        }
        return Integer.parseInt(value);
    }
}
