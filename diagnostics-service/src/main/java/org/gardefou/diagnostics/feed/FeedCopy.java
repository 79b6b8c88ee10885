package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.component.VersionRange;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Writes what a feed says as rows of one import, by COPY, in the transaction of a connection. */
final class FeedCopy implements FeedSink {

    /** Feeds have two or three; one that has a notice of its own for each record would fill the memory. */
    private static final int MOST_NOTICES = 1_000;

    private final String id;
    private final CopyRows vulnerabilities;
    private final CopyRows entries;
    private final CopyRows notices;
    private final Map<Notice, Integer> numbers = new HashMap<>();
    private long rows;

    private record Notice(
            String holder,
            String notice,
            @Nullable String license,
            @Nullable String licenseUrl) {

        String json() {
            return "{\"holder\":%s,\"notice\":%s,\"license\":%s,\"licenseUrl\":%s}"
                    .formatted(quoted(holder), quoted(notice), quoted(license), quoted(licenseUrl));
        }
    }

    FeedCopy(Connection connection, UUID id) throws SQLException {
        PGConnection database = connection.unwrap(PGConnection.class);
        this.id = id.toString();
        this.vulnerabilities = new CopyRows(
                database,
                "vulnerability",
                "import, record, kind, slug, title, ranges, fixed_in, severity, score, cve, reference, published, notices");
        this.entries = new CopyRows(database, "directory_entry", "import, kind, slug, closed, latest, released_at");
        this.notices = new CopyRows(database, "feed_notice", "import, number, text");
    }

    @Override
    public void vulnerability(Vulnerability found) throws IOException {
        rows++;
        vulnerabilities
                .column(id)
                .column(found.record())
                .column(found.kind())
                .column(slug(found.slug()))
                .column(found.title())
                .column(ranges(found.ranges()))
                .column(found.fixedIn())
                .column(found.severity())
                .column(found.score())
                .column(found.cve())
                .column(found.reference())
                .column(found.published())
                .numbers(found.notices())
                .end();
    }

    @Override
    public void entry(
            ComponentKind kind, String slug, boolean closed, @Nullable String latest, @Nullable Instant released)
            throws IOException {
        entries.column(id)
                .column(kind)
                .column(slug(slug))
                .column(closed)
                .column(latest)
                .column(released)
                .end();
    }

    @Override
    public int notice(String holder, String notice, @Nullable String license, @Nullable String licenseUrl)
            throws IOException {
        Notice one = new Notice(holder, notice, license, licenseUrl);
        Integer known = numbers.get(one);
        if (known != null) return known;
        if (numbers.size() == MOST_NOTICES) {
            throw new FeedRefused(
                    "Le flux a plus de %d mentions de licence différentes : ce n'est pas la forme attendue. L'ancien flux reste en place ; vérifiez la source."
                            .formatted(MOST_NOTICES),
                    "The feed has more than %d different licence notices, which is not its form. The old feed stays; check where this one comes from."
                            .formatted(MOST_NOTICES));
        }
        int number = numbers.size();
        numbers.put(one, number);
        notices.column(id).column(number).column(one.json()).end();
        return number;
    }

    /** Sends what is left, and answers how many rows of vulnerabilities there are. */
    long finish() throws IOException {
        vulnerabilities.send();
        entries.send();
        notices.send();
        return rows;
    }

    private static String slug(String slug) {
        return slug.toLowerCase(Locale.ROOT);
    }

    private static String ranges(List<VersionRange> ranges) {
        StringBuilder json = new StringBuilder("[");
        for (VersionRange range : ranges) {
            if (json.length() > 1) json.append(',');
            json.append("{\"from\":")
                    .append(quoted(range.from()))
                    .append(",\"fromInclusive\":")
                    .append(range.fromInclusive())
                    .append(",\"to\":")
                    .append(quoted(range.to()))
                    .append(",\"toInclusive\":")
                    .append(range.toInclusive())
                    .append('}');
        }
        return json.append(']').toString();
    }

    private static String quoted(@Nullable String text) {
        if (text == null) return "null";
        return isSimple(text)
                ? '"' + text + '"'
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(plain(text))) + '"';
    }

    /** Most versions are. */
    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') return false;
        }
        return true;
    }

    /** PostgreSQL's jsonb takes neither a zero nor half a character, even escaped. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? ' ' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
