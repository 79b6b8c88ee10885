package org.gardefou.terms.risknotice;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of change that raise a notice, with what the responsibility matrix and the terms call each. How risky a change is and what is
 * said of it stands in {@code risknotice/risks.json}, see {@link Risks}.
 */
public enum Kind {
    PLUGIN_INSTALLED("site.plugin-installed", "A11", "C15"),
    PLUGIN_ACTIVATED("site.plugin-activated", "A11", "C15"),
    PLUGIN_UPDATED("site.plugin-updated", "A10", "C15"),
    PLUGIN_REMOVED("site.plugin-removed", "A11", "C15"),
    THEME_CHANGED("site.theme-changed", "A10", "C15"),
    CMS_UPDATED("site.cms-updated", "A09", "C15"),
    FILES_CHANGED("site.files-changed", "A14", "C15"),
    DATABASE_CHANGED("site.database-changed", "A14", "C15"),
    PHP_CHANGED("site.php-changed", "A07", "C15"),
    DNS_CHANGED("site.dns-changed", "A17", "C16"),
    MAIL_CHANGED("site.mail-changed", "A20", "C16"),
    TLS_CHANGED("site.tls-changed", "A19", "C16"),
    SETTINGS_CHANGED("site.settings-changed", "A14", "C15");

    private static final Map<String, Kind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity()));

    private final String type;
    private final String activity;
    private final String clause;

    Kind(String type, String activity, String clause) {
        this.type = type;
        this.activity = activity;
        this.clause = clause;
    }

    /** The short types of all events that raise a notice. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** The kind of an event's short type, if it raises a notice. */
    static Optional<Kind> known(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /**
     * The kind of an event's short type.
     *
     * @throws IllegalArgumentException for a type that raises none
     */
    public static Kind of(String type) {
        return known(type).orElseThrow(() -> new IllegalArgumentException("No notice is raised by " + type));
    }

    /** The event's type, in short. */
    public String type() {
        return type;
    }

    /** The activity of the responsibility matrix that it is. */
    public String activity() {
        return activity;
    }

    /** The clause that speaks of it. */
    public String clause() {
        return clause;
    }

    /**
     * Whether a restore takes it back: it lies in the site's files and database. The version of PHP, records in DNS, mail and certificates lie
     * elsewhere.
     */
    boolean restorable() {
        return switch (this) {
            case PLUGIN_INSTALLED,
                    PLUGIN_ACTIVATED,
                    PLUGIN_UPDATED,
                    PLUGIN_REMOVED,
                    THEME_CHANGED,
                    CMS_UPDATED,
                    FILES_CHANGED,
                    DATABASE_CHANGED -> true;
            case PHP_CHANGED, DNS_CHANGED, MAIL_CHANGED, TLS_CHANGED, SETTINGS_CHANGED -> false;
        };
    }
}
