package org.gardefou.diagnostics.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.component.VersionRange;
import org.gardefou.diagnostics.feed.FeedReader.Counted;
import org.gardefou.diagnostics.testing.Feed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedReaderTest {

    private final List<Vulnerability> found = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final Set<String> notices = new LinkedHashSet<>();

    private final FeedSink sink = new FeedSink() {
        @Override
        public void vulnerability(Vulnerability one) {
            found.add(one);
        }

        @Override
        public void entry(
                ComponentKind kind, String slug, boolean closed, @Nullable String latest, @Nullable Instant released) {
            entries.add(kind + " " + slug + " " + closed + " " + latest + " " + released);
        }

        @Override
        public int notice(String holder, String notice, @Nullable String license, @Nullable String licenseUrl) {
            notices.add(holder + ": " + notice);
            return new ArrayList<>(notices).indexOf(holder + ": " + notice);
        }
    };

    private Counted read(FeedFormat format, String feed) throws IOException {
        return FeedReader.read(new ByteArrayInputStream(feed.getBytes(StandardCharsets.UTF_8)), format, sink);
    }

    @Test
    void aRecordOfWordfenceIsReadWithItsNotice() throws IOException {
        Counted counted = read(
                FeedFormat.WORDFENCE_V3,
                Feed.of(Feed.record("a", "shop", "1.9", "1.10"), Feed.record("b", "shop", "2", "2.1")));

        assertThat(counted).isEqualTo(new Counted(2, 0));
        assertThat(found.getFirst())
                .isEqualTo(new Vulnerability(
                        "a",
                        ComponentKind.PLUGIN,
                        "shop",
                        "shop <= 1.9 - SQL Injection",
                        List.of(new VersionRange(null, true, "1.9", true)),
                        "1.10",
                        Vulnerability.Severity.HIGH,
                        8.8,
                        "CVE-2026-12345",
                        "https://feeds.example/a",
                        "2026-11-01 10:00:00",
                        List.of(0)));
        assertThat(notices).containsExactly("defiant: Copyright 2012-2026 Defiant Inc.");
    }

    @Test
    void whereverAFeedBreaksOffItIsRefused() {
        String whole = Feed.of(Feed.record("a", "shop", "1.9", "1.10"));
        for (int cut = 0; cut < whole.length(); cut++) {
            String feed = whole.substring(0, cut);
            assertThatThrownBy(() -> read(FeedFormat.WORDFENCE_V3, feed)).isInstanceOf(FeedRefused.class);
        }
        assertThatThrownBy(() -> read(FeedFormat.WORDFENCE_V3, whole + "{}")).isInstanceOf(FeedRefused.class);
    }

    @Test
    void oneRecordThatIsNotKnownIsLeftOutAndManyAreAnotherFormat() throws IOException {
        String good = Feed.record("a", "shop", "1.9", "1.10");
        String newer = Feed.record("b", "shop", "2", "2.1")
                .replace("\"to_inclusive\"", "\"except\": [\"1.5\"], \"to_inclusive\"");
        String scalar = "\"c\": 7";

        assertThat(read(FeedFormat.WORDFENCE_V3, Feed.of(good, newer))).isEqualTo(new Counted(2, 1));
        assertThat(found).extracting(Vulnerability::record).containsExactly("a");
        assertThatThrownBy(() -> read(FeedFormat.WORDFENCE_V3, Feed.of(good, newer, scalar)))
                .isInstanceOf(FeedRefused.class)
                .hasMessageContaining("newer version");
        assertThatThrownBy(() -> read(FeedFormat.WORDFENCE_V3, Feed.of(newer))).isInstanceOf(FeedRefused.class);
        assertThatThrownBy(
                        () -> read(FeedFormat.WORDFENCE_V3, "{\"version\": 4, \"vulnerabilities\": [{\"id\": \"a\"}]}"))
                .isInstanceOf(FeedRefused.class);
    }

    @Test
    void whatIsNoFeedIsRefused() {
        String deep = "{\"a\": " + "[".repeat(100_000);
        for (String feed : List.of("", "{}", "[]", "null", "<html>", "\"", deep))
            assertThatThrownBy(() -> read(FeedFormat.WORDFENCE_V3, feed)).isInstanceOf(FeedRefused.class);
        for (String feed : List.of(
                "", "[]", "7", "[{\"error\": 0, \"data\": {\"plugin\": \"shop\"}}", "{\"error\": 1, \"data\": null}"))
            assertThatThrownBy(() -> read(FeedFormat.WPVULNERABILITY, feed)).isInstanceOf(FeedRefused.class);
        assertThat(found).isEmpty();
    }

    @Test
    void answersOfWpVulnerabilityAreReadOneBehindTheOther() throws IOException {
        String shop = """
                {"error": 0, "message": null, "data": {"name": "Shop", "plugin": "shop", "link": "x", "latest": "1700000000", "closed": "1",
                 "vulnerability": [{"uuid": "u1", "name": "Shop < 2.0", "description": null,
                   "operator": {"min_version": null, "min_operator": null, "max_version": "2.0", "max_operator": "lt", "unfixed": "0", "closed": "0"},
                   "source": [{"id": "x", "name": "x", "link": "https://x.example"}, {"id": "CVE-2026-1", "link": "https://cve.example", "date": "2026-01-01"}],
                   "impact": {"cvss": {"score": "9.8", "severity": "c"}}}]}}""";
        String theme = """
                {"error": 0, "message": null, "data": {"name": "Look", "theme": "look", "latest": "3.1", "closed": 0, "vulnerability": null}}""";

        assertThat(read(FeedFormat.WPVULNERABILITY, shop + "\n" + theme)).isEqualTo(new Counted(2, 0));
        assertThat(read(FeedFormat.WPVULNERABILITY, "[" + shop + "," + theme + "]"))
                .isEqualTo(new Counted(2, 0));
        assertThat(entries)
                .startsWith("PLUGIN shop true null 2023-11-14T22:13:20Z", "THEME look false 3.1 null")
                .hasSize(4);
        Vulnerability one = found.getFirst();
        assertThat(one.ranges()).containsExactly(new VersionRange(null, true, "2.0", false));
        assertThat(one.fixedIn()).isEqualTo("2.0");
        assertThat(one.severity()).isEqualTo(Vulnerability.Severity.CRITICAL);
        assertThat(one.cve()).isEqualTo("CVE-2026-1");
    }

    @Test
    void whatIsPackedIsUnpackedUpToALimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\": \"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1_000; i++) gzip.write(new byte[1_000]);
        }

        assertThatThrownBy(() -> BoundedStream.of(new ByteArrayInputStream(packed.toByteArray()), 100_000)
                        .readAllBytes())
                .isInstanceOf(FeedRefused.class)
                .hasMessageContaining("larger");
        byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThatThrownBy(() -> BoundedStream.of(new ByteArrayInputStream(half), 10_000_000)
                        .readAllBytes())
                .isInstanceOf(FeedRefused.class)
                .hasMessageContaining("broke off");
        assertThat(BoundedStream.of(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), 2)
                        .readAllBytes())
                .hasSize(2);
    }
}
