package org.gardefou.kit.permission;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a caller is, from the strongest to the weakest; the name in lower case is the value of the {@code groups} claim. */
public enum Role {
    /** Staff of the hoster. */
    OPERATOR,
    /** One of the hoster's other systems: billing, provisioning. */
    SYSTEM,
    /** A control panel; it sees what belongs to its connection. */
    PANEL,
    /** A customer; it sees what is its own. */
    CUSTOMER,
    /** None of these: an anonymous caller, or a token without a group that is known. It may do and see nothing. */
    NOBODY;

    private static final List<Role> BY_STRENGTH = List.of(values());

    private final String group = name().toLowerCase(Locale.ROOT);

    /** The value in the {@code groups} claim. */
    public String group() {
        return group;
    }

    /** The strongest role among the groups of a token. */
    public static Role strongest(Set<String> groups) {
        for (Role role : BY_STRENGTH) if (groups.contains(role.group)) return role;
        return NOBODY;
    }
}
