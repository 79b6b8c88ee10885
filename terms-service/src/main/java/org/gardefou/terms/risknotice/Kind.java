package org.gardefou.terms.risknotice;

import static org.gardefou.terms.risknotice.Risk.DANGER;
import static org.gardefou.terms.risknotice.Risk.INFO;
import static org.gardefou.terms.risknotice.Risk.WARNING;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of change that raise a notice: how risky each is, why, and what the matrix and the terms call it. This table is
 * the whole rule; a change of it is a change of what customers are told.
 */
public enum Kind {
    PLUGIN_INSTALLED(
            "site.plugin-installed", WARNING, "A11", "C15", "plugin", "inactive code, yet files and tables are new"),
    PLUGIN_ACTIVATED("site.plugin-activated", DANGER, "A11", "C15", "plugin", "runs on every page from now on"),
    PLUGIN_UPDATED("site.plugin-updated", DANGER, "A10", "C15", "plugin", "the commonest cause of a white page"),
    PLUGIN_REMOVED(
            "site.plugin-removed",
            WARNING,
            "A11",
            "C15",
            "plugin-removed",
            "what others need of it is gone, and its data may be"),
    THEME_CHANGED("site.theme-changed", DANGER, "A10", "C15", "theme", "every page is drawn by it"),
    CMS_UPDATED(
            "site.cms-updated",
            DANGER,
            "A09",
            "C15",
            "cms",
            "changes code and database, and cannot be taken back by itself"),
    FILES_CHANGED("site.files-changed", DANGER, "A14", "C15", "files", "one wrong character stops every page"),
    DATABASE_CHANGED(
            "site.database-changed", DANGER, "A14", "C15", "database", "a lost table or row exists nowhere else"),
    PHP_CHANGED("site.php-changed", DANGER, "A07", "C15", "php", "functions that the site uses may be gone"),
    DNS_CHANGED(
            "site.dns-changed",
            WARNING,
            "A17",
            "C16",
            "dns",
            "nothing is lost, but it spreads slowly, and back as slowly"),
    MAIL_CHANGED("site.mail-changed", WARNING, "A20", "C16", "mail", "messages go missing without anybody seeing it"),
    TLS_CHANGED(
            "site.tls-changed",
            WARNING,
            "A19",
            "C16",
            "tls",
            "browsers refuse the site when it is wrong; nothing is lost"),
    SETTINGS_CHANGED("site.settings-changed", INFO, "A14", "C15", "settings", "set back in the same place");

    private static final Map<String, Kind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity()));

    private final String type;
    private final Risk risk;
    private final String activity;
    private final String clause;
    private final String wording;
    private final String why;

    Kind(String type, Risk risk, String activity, String clause, String wording, String why) {
        this.type = type;
        this.risk = risk;
        this.activity = activity;
        this.clause = clause;
        this.wording = wording;
        this.why = why;
    }

    /** The short types of all events that raise a notice. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /**
     * The kind of an event's short type.
     *
     * @throws IllegalArgumentException for a type that raises none
     */
    public static Kind of(String type) {
        Kind kind = BY_TYPE.get(type);
        if (kind == null) throw new IllegalArgumentException("No notice is raised by " + type);
        return kind;
    }

    /** The event's type, in short. */
    public String type() {
        return type;
    }

    /** How much it can break. */
    public Risk risk() {
        return risk;
    }

    /** The activity of the responsibility matrix that it is. */
    public String activity() {
        return activity;
    }

    /** The clause that speaks of it. */
    public String clause() {
        return clause;
    }

    /** Which words of the notice it takes. */
    String wording() {
        return wording;
    }

    /** Why it has this level. */
    String why() {
        return why;
    }
}
