package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found about an extension of a site.
 *
 * @param version as it was found; empty where it is not known
 * @param fixedIn the first version without it
 * @param source who found it: a scanner, a feed, a panel
 * @param reference where it is described: CVE-2026-12345
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SecurityFact(
        Extension kind,
        @Schema(examples = "shop-turbo") String extension,
        @Schema(examples = "1.0") String version,
        Finding fact,
        Severity severity,
        @Nullable @Schema(examples = "1.1") String fixedIn,
        @Schema(examples = "vulnerability feed") String source,
        @Nullable @Schema(examples = "CVE-2026-12345") String reference) {

    /** What is extended or carried. */
    enum Extension {
        PLUGIN,
        THEME,
        CMS;

        /** What a kind of change is about; empty for what is no extension. */
        static Optional<Extension> of(Kind kind) {
            return switch (kind) {
                case PLUGIN_INSTALLED, PLUGIN_ACTIVATED, PLUGIN_UPDATED, PLUGIN_REMOVED -> Optional.of(PLUGIN);
                case THEME_CHANGED -> Optional.of(THEME);
                case CMS_UPDATED -> Optional.of(CMS);
                case FILES_CHANGED,
                        DATABASE_CHANGED,
                        PHP_CHANGED,
                        DNS_CHANGED,
                        MAIL_CHANGED,
                        TLS_CHANGED,
                        SETTINGS_CHANGED -> Optional.empty();
            };
        }
    }

    /** What is wrong with it. */
    enum Finding {
        /** A paid one, without its licence. */
        NULLED,
        /** From nowhere known, or with other files than its author publishes. */
        UNTRUSTED,
        /** With a hole that was published. */
        VULNERABLE,
        /** Withdrawn from its directory. */
        CLOSED,
        /** There is a newer one. */
        OUTDATED
    }

    /** How bad it is, as the source says. */
    enum Severity {
        UNKNOWN,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /** The source of what the report of a change says itself. */
    private static final String REPORTED = "change report";

    private static final int LONGEST_VERSION = 60;

    /** The extension as it is found again, whoever writes it how. */
    static String key(String name) {
        return Names.shown(name).toLowerCase(Locale.ROOT);
    }

    static String versionOf(String version) {
        String shown = version.isBlank() ? "" : Names.shown(version);
        return shown.length() <= LONGEST_VERSION ? shown : shown.substring(0, LONGEST_VERSION);
    }

    /**
     * What the report of a change says of the extension as it is after it: {@code origin} (UNKNOWN, UNTRUSTED, NULLED), {@code checksum} (MISMATCH),
     * and true for {@code nulled}, {@code untrusted}, {@code vulnerable}, {@code closed}, {@code outdated}, with {@code severity} and {@code fixedIn}. These
     * are words of the reporter's own; a report that has none says nothing.
     */
    static List<SecurityFact> of(Kind kind, ChangeEvent change) {
        JsonNode after = change.after() == null ? MissingNode.getInstance() : change.after();
        if (kind == Kind.PLUGIN_REMOVED || Extension.of(kind).isEmpty()) return List.of();
        List<Finding> found = new ArrayList<>();
        String origin = after.path("origin").asText("").toUpperCase(Locale.ROOT);
        boolean foreign = origin.equals("UNKNOWN") || origin.equals("UNTRUSTED");
        boolean changed = after.path("checksum").asText("").equalsIgnoreCase("MISMATCH");
        if (says(after, "nulled") || origin.equals("NULLED")) found.add(Finding.NULLED);
        else if (says(after, "untrusted") || foreign || changed) found.add(Finding.UNTRUSTED);
        if (says(after, "vulnerable")) found.add(Finding.VULNERABLE);
        if (says(after, "closed")) found.add(Finding.CLOSED);
        if (says(after, "outdated")) found.add(Finding.OUTDATED);
        String fixedIn = versionOf(after.path("fixedIn").asText(""));
        return found.stream()
                .map(fact -> new SecurityFact(
                        Extension.of(kind).orElseThrow(),
                        key(change.objectName()),
                        versionOf(after.path("version").asText("")),
                        fact,
                        severity(after.path("severity").asText("")),
                        fixedIn.isEmpty() ? null : fixedIn,
                        REPORTED,
                        null))
                .toList();
    }

    private static boolean says(JsonNode after, String field) {
        return after.path(field).asBoolean(false);
    }

    private static Severity severity(String said) {
        for (Severity one : Severity.values()) if (one.name().equalsIgnoreCase(said)) return one;
        return Severity.UNKNOWN;
    }

    /**
     * Whether it no longer holds once the extension has this version. What was found is about one version; that a directory has closed the extension holds
     * for all of them, and a hole for all below the one that mends it.
     */
    boolean endsWith(String newer) {
        if (newer.isBlank() || newer.equals(version) || fact == Finding.CLOSED) return false;
        // What cannot be compared is not known to be mended: the doubt keeps the warning.
        if (fixedIn == null) return !version.isBlank();
        return Versions.compare(newer, fixedIn).filter(step -> step >= 0).isPresent();
    }
}
