package org.gardefou.diagnostics.feed;

import static org.gardefou.diagnostics.feed.RecordFields.known;
import static org.gardefou.diagnostics.feed.RecordFields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.component.PhpVersion;
import org.gardefou.diagnostics.component.VersionRange;
import org.gardefou.diagnostics.feed.RecordFields.Unreadable;
import org.gardefou.diagnostics.feed.Vulnerability.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One record of Wordfence Intelligence v3, read token by token. What it does not know beside what it needs it passes over; what it does not know
 * of the affected versions makes the record unreadable, because half a range is a wrong one.
 */
final class WordfenceRecord {

    private static final int MOST_NOTICES = 20;

    private final JsonParser json;
    private final FeedSink sink;
    private final String record;
    private final List<Software> software = new ArrayList<>();
    private final List<Integer> notices = new ArrayList<>();
    private @Nullable String title;
    private @Nullable String cve;
    private @Nullable String reference;
    private @Nullable String published;
    private @Nullable Double score;
    private boolean informational;

    private WordfenceRecord(JsonParser json, FeedSink sink, String record) {
        this.json = json;
        this.sink = sink;
        this.record = record;
    }

    private record Software(
            ComponentKind kind,
            String slug,
            List<VersionRange> ranges,
            @Nullable String fixedIn) {}

    /** Reads the record that begins at the parser and hands on what it says; behind it the parser is at its end. */
    static void read(JsonParser json, FeedSink sink, String record) throws IOException, Unreadable {
        WordfenceRecord one = new WordfenceRecord(json, sink, RecordFields.name(record, RecordFields.LONGEST_RECORD));
        one.fields();
        one.tell();
    }

    private void fields() throws IOException, Unreadable {
        boolean any = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "title" -> title = known(text(json));
                case "software" -> {
                    any = true;
                    software();
                }
                case "informational" -> informational = RecordFields.flag(json);
                case "references" -> references();
                case "published" -> published = known(text(json));
                case "cve" -> cve = known(text(json));
                case "cvss" -> cvss();
                case "copyrights" -> copyrights();
                default -> json.skipChildren();
            }
        }
        if (!any || title == null) throw new Unreadable("without title or software");
    }

    private void tell() throws IOException {
        // Advice without a hole, as Wordfence marks it.
        if (informational) return;
        for (Software one : software) {
            sink.vulnerability(new Vulnerability(
                    record,
                    one.kind,
                    one.slug,
                    title == null ? "" : title,
                    one.ranges,
                    one.fixedIn,
                    Severity.of(score),
                    score,
                    cve,
                    reference,
                    published,
                    notices));
        }
    }

    private void software() throws IOException, Unreadable {
        if (json.currentToken() != JsonToken.START_ARRAY) throw new Unreadable("software is no array");
        while (json.nextToken() == JsonToken.START_OBJECT) oneSoftware();
        if (json.currentToken() != JsonToken.END_ARRAY) throw new Unreadable("software is no array of objects");
    }

    private void oneSoftware() throws IOException, Unreadable {
        String type = null;
        String slug = null;
        List<VersionRange> ranges = null;
        String fixedIn = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "type" -> type = text(json);
                case "slug" -> slug = known(text(json));
                case "affected_versions" -> ranges = ranges();
                case "patched_versions" -> fixedIn = lowest();
                default -> json.skipChildren();
            }
        }
        if (ranges == null) throw new Unreadable("software without affected_versions");
        software.add(new Software(kind(type), RecordFields.name(slug, RecordFields.LONGEST_SLUG), ranges, fixedIn));
    }

    private static ComponentKind kind(@Nullable String type) throws Unreadable {
        return switch (type) {
            case "core" -> ComponentKind.CMS;
            case "plugin" -> ComponentKind.PLUGIN;
            case "theme" -> ComponentKind.THEME;
            case null, default -> throw new Unreadable("software of an unknown type");
        };
    }

    /** {@code {"* - 1.9": {"from_version": "*", "from_inclusive": true, "to_version": "1.9", "to_inclusive": true}}}. */
    private List<VersionRange> ranges() throws IOException, Unreadable {
        if (json.currentToken() != JsonToken.START_OBJECT) throw new Unreadable("affected_versions is no object");
        List<VersionRange> ranges = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new Unreadable("a range is no object");
            ranges.add(range());
        }
        return ranges;
    }

    private VersionRange range() throws IOException, Unreadable {
        String from = null;
        String to = null;
        boolean fromInclusive = false;
        boolean toInclusive = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "from_version" -> from = text(json);
                case "to_version" -> to = text(json);
                case "from_inclusive" -> fromInclusive = RecordFields.flag(json);
                case "to_inclusive" -> toInclusive = RecordFields.flag(json);
                default -> throw new Unreadable("a range says more than is known here");
            }
        }
        if (from == null || to == null) throw new Unreadable("a range without its ends");
        return new VersionRange(open(from), fromInclusive, open(to), toInclusive);
    }

    private static @Nullable String open(String end) {
        return end.equals("*") ? null : end;
    }

    private @Nullable String lowest() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        String lowest = null;
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            String version = known(text(json));
            if (version != null && (lowest == null || PhpVersion.compare(version, lowest) < 0)) lowest = version;
        }
        return lowest;
    }

    private void references() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            if (reference != null) {
                json.skipChildren();
                continue;
            }
            String one = known(text(json));
            if (one != null && one.startsWith("https://")) reference = one;
        }
    }

    private void cvss() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("score")) score = RecordFields.number(json);
            else json.skipChildren();
        }
    }

    private void copyrights() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String holder = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) notice(holder);
            else json.skipChildren();
        }
    }

    private void notice(String holder) throws IOException {
        String notice = null;
        String license = null;
        String licenseUrl = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "notice" -> notice = known(text(json));
                case "license" -> license = known(text(json));
                case "license_url" -> licenseUrl = known(text(json));
                default -> json.skipChildren();
            }
        }
        if (notice != null && notices.size() < MOST_NOTICES)
            notices.add(sink.notice(holder, notice, license, licenseUrl));
    }
}
