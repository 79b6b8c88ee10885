package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * By what a report names the site that it is about; panels know accounts and zones, not our sites.
 *
 * @param subject the site's id, or one of its domains
 * @param domain a domain, a zone or a name in one
 * @param account the Unix user of the site's files
 * @param path an absolute path in the site's files
 * @param database the name of one of its databases
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReportAbout", description = "By what the panel named the site.")
public record About(
        @Nullable @Schema(description = "The site's id, or one of its domains.", examples = "boutique.example")
        String subject,

        @Nullable @Schema(description = "A domain, a zone, or a name in one.", examples = "boutique.example")
        String domain,

        @Nullable @Schema(description = "The Unix user of the site's files.", examples = "boutique")
        String account,

        @Nullable @Schema(description = "A path in the site's files.", examples = "/home/boutique/public_html/.htaccess")
        String path,

        @Nullable @Schema(description = "One of the site's databases.", examples = "boutique_wp")
        String database) {

    /** A domain has 253 characters, a path in a file system 4,096; who names a site by more names none. */
    private static final int LONGEST = 1_000;

    /** Who may choose a name may choose what no database takes, or what is longer than any: the report is told all the same. */
    public About {
        subject = plain(subject);
        domain = plain(domain);
        account = plain(account);
        path = plain(path);
        database = plain(database);
    }

    private static @Nullable String plain(@Nullable String text) {
        if (text == null) return null;
        String shown = PlainText.forbiddenInLine(text).isEmpty()
                ? text
                : text.codePoints()
                        .map(one ->
                                PlainText.isForbidden(one) || one == '\n' || one == '\r' || one == '\t' ? 0xFFFD : one)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "\u2026";
    }

    public static About subject(String subject) {
        return new About(subject, null, null, null, null);
    }

    static About of(@Nullable String domain, @Nullable String account) {
        return new About(null, given(domain), given(account), null, null);
    }

    About with(@Nullable String database) {
        return new About(subject, domain, account, path, given(database));
    }

    About at(@Nullable String path) {
        return new About(subject, domain, account, path != null && path.startsWith("/") ? path : null, database);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
