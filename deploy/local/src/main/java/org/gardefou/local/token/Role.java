package org.gardefou.local.token;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who a token is for. The scopes say what a program may try; each service decides by role what it may do. */
public enum Role {
    /** The hoster's staff: everything. */
    OPERATOR,
    /** The hoster's other systems: everything but administration. */
    SYSTEM,
    /** A control panel: the sites of its connection. */
    PANEL,
    /** A customer: what is theirs. */
    CUSTOMER;

    private static final List<String> BASE_PATHS = List.of("terms", "backups", "restores", "diagnostics", "support");

    /** As it stands in the {@code groups} claim. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its scopes: {@code terms:read} and so on, the word before the colon being the service's base path. */
    public List<String> scopes() {
        return BASE_PATHS.stream()
                .flatMap(path -> this == OPERATOR
                        ? Stream.of(path + ":read", path + ":write", path + ":admin")
                        : Stream.of(path + ":read", path + ":write"))
                .toList();
    }

    /**
     * The role of that name.
     *
     * @throws IllegalArgumentException naming the roles there are
     */
    public static Role named(String name) {
        return Stream.of(values())
                .filter(role -> role.claim().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no role \"" + name + "\": use operator, system, panel or customer."));
    }
}
