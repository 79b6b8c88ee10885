package org.gardefou.diagnostics.sitechange;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of change a site can have; each is an event type of its own. */
public enum ChangeType {
    DNS_CHANGED("site.dns-changed"),
    PLUGIN_INSTALLED("site.plugin-installed"),
    PLUGIN_UPDATED("site.plugin-updated"),
    PLUGIN_ACTIVATED("site.plugin-activated"),
    PLUGIN_REMOVED("site.plugin-removed"),
    THEME_CHANGED("site.theme-changed"),
    CMS_UPDATED("site.cms-updated"),
    FILES_CHANGED("site.files-changed"),
    DATABASE_CHANGED("site.database-changed"),
    PHP_CHANGED("site.php-changed"),
    MAIL_CHANGED("site.mail-changed"),
    TLS_CHANGED("site.tls-changed"),
    SETTINGS_CHANGED("site.settings-changed");

    private static final Map<String, ChangeType> BY_FULL_NAME = new TreeMap<>();

    static {
        for (ChangeType type : values()) BY_FULL_NAME.put(type.fullName(), type);
    }

    private final String shortName;

    ChangeType(String shortName) {
        this.shortName = shortName;
    }

    /** As in {@code site.plugin-updated}. */
    public String shortName() {
        return shortName;
    }

    /** The CloudEvents type. */
    public String fullName() {
        return "org.gardefou." + shortName + ".v1";
    }

    /** The one of a CloudEvents type. */
    public static Optional<ChangeType> of(String fullName) {
        return Optional.ofNullable(BY_FULL_NAME.get(fullName));
    }

    static Optional<ChangeType> ofShort(String shortName) {
        return of("org.gardefou." + shortName + ".v1");
    }

    static String known() {
        return String.join(", ", BY_FULL_NAME.keySet());
    }
}
