package org.gardefou.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gardefou.diagnostics.feed.FeedRun;

/** A feed of 160 MB in the form of Wordfence, from the file to the commit, against a bare parse and COPY; and the same with a heap that it does not fit into. */
final class FeedImport implements Benchmark {

    private static final int RECORDS = 42_504;
    private static final int MEGABYTES = 160;

    /** A fifth of the file; ten times the file must do with as much. */
    private static final int HEAP = 32;

    @Override
    public String name() {
        return "feed-import";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        Path feed = lab.directory().resolve("feed.json");
        write(feed, RECORDS);
        lab.execute("peer", BareFeed.TABLE);
        lab.execute("peer", tables(lab));
        try (Connection ours = lab.superuser("peer");
                Connection bare = lab.superuser("peer")) {
            for (int warmUp = 0; warmUp < 4; warmUp++) {
                ours(lab, ours, feed);
                bare(lab, bare, feed);
            }
            Pairs pairs = new Pairs(7).run(() -> ours(lab, ours, feed), () -> bare(lab, bare, feed));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("records", RECORDS);
            facts.put("megabytes", Files.size(feed) / 1_000_000);
            facts.put("rows", lab.number("peer", "select count(*) from vulnerability"));
            facts.put("heapMegabytes", HEAP);
            boolean small = fits(lab, feed);
            Path large = lab.directory().resolve("large.json");
            write(large, RECORDS * 10);
            boolean flat = fits(lab, large);
            facts.put("fitsIntoHeap", small);
            facts.put("tenTimesFitsIntoHeap", flat);
            return pairs.result(name(), "s", 2, false, facts, small && flat);
        }
    }

    private static double ours(Lab lab, Connection connection, Path feed) throws IOException, SQLException {
        lab.execute("peer", "truncate vulnerability, feed_notice, directory_entry");
        long start = System.nanoTime();
        check(FeedRun.importOf(connection, feed));
        return (System.nanoTime() - start) / 1e9;
    }

    private static double bare(Lab lab, Connection connection, Path feed) throws IOException, SQLException {
        lab.execute("peer", "truncate bare_feed");
        long start = System.nanoTime();
        check(BareFeed.copy(connection, feed));
        return (System.nanoTime() - start) / 1e9;
    }

    private static void check(long records) {
        if (records != RECORDS) throw new IllegalStateException(records + " records were read instead of " + RECORDS);
    }

    private static boolean fits(Lab lab, Path feed) throws IOException, SQLException, InterruptedException {
        lab.execute("peer", "truncate vulnerability, feed_notice, directory_entry");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + HEAP + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeedRun.class.getName(),
                        lab.jdbcUrl("peer"),
                        "postgres",
                        lab.password("postgres"),
                        feed.toString()))
                .redirectErrorStream(true)
                .redirectOutput(lab.directory().resolve("feed-run.log").toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) process.destroyForcibly();
        boolean well = process.waitFor() == 0;
        System.out.printf(Locale.ROOT, "  %d MB with a heap of %d MB: %s%n", Files.size(feed) / 1_000_000, HEAP, well);
        return well;
    }

    /** The service's own tables, which refer to none of its others. */
    private static String tables(Lab lab) throws IOException {
        String migration = Files.readString(lab.root()
                .resolve("diagnostics-service/src/main/resources/db/diagnostics/V3_1__inventories_and_feeds.sql"));
        int begin = migration.indexOf("create table vulnerability");
        int end = migration.indexOf("-- What the feeds say of what a site has.");
        return migration.substring(begin, end);
    }

    /** Records as long as the real ones: most of each is description and notices. */
    private static void write(Path feed, int records) throws IOException {
        Random random = new Random(6);
        String words =
                "unauthenticated attackers can inject arbitrary web scripts into pages that execute whenever a user accesses them ";
        try (BufferedWriter out = Files.newBufferedWriter(feed, StandardCharsets.UTF_8)) {
            for (int i = 0; i < records; i++) {
                String id = new UUID(random.nextLong(), random.nextLong()).toString();
                String slug = "plugin-" + random.nextInt(20_000);
                out.write(i == 0 ? "{" : ",");
                out.write(String.format(
                        Locale.ROOT,
                        RECORD,
                        id,
                        slug,
                        1 + random.nextInt(9),
                        random.nextInt(30),
                        words.repeat(6 + random.nextInt(8)),
                        10_000 + random.nextInt(80_000),
                        random.nextInt(100) / 10.0));
            }
            out.write("}");
        }
        if (records == RECORDS && Math.abs(Files.size(feed) / 1_000_000 - MEGABYTES) > 16)
            System.out.printf("  the feed has %d MB%n", Files.size(feed) / 1_000_000);
    }

    private static final String RECORD = """
            "%1$s":{"id":"%1$s","title":"%2$s <= %3$d.%4$d - Authenticated (Contributor+) Stored Cross-Site Scripting via \\"shortcode\\"",\
            "software":[{"type":"plugin","name":"Plugin %2$s","slug":"%2$s","affected_versions":{"* - %3$d.%4$d":{"from_version":"*","from_inclusive":true,\
            "to_version":"%3$d.%4$d","to_inclusive":true}},"patched":true,"patched_versions":["%3$d.%4$d.1"],"remediation":"Update to version %3$d.%4$d.1, or a newer patched version"}],\
            "informational":false,"description":"The %2$s plugin for WordPress: %5$s","references":["https://www.wordfence.com/threat-intel/vulnerabilities/id/%1$s?source=api-prod",\
            "https://plugins.trac.wordpress.org/browser/%2$s/trunk/includes/class-shortcodes.php#L120","https://plugins.trac.wordpress.org/changeset/%6$d/"],\
            "cwe":{"id":79,"name":"Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')","description":"The product does not neutralize or incorrectly neutralizes user-controllable input before it is placed in output that is used as a web page that is served to other users."},\
            "cvss":{"vector":"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N","score":%7$.1f,"rating":"Medium"},"cve":"CVE-2026-%6$d","cve_link":"https://www.cve.org/CVERecord?id=CVE-2026-%6$d",\
            "researchers":["A. Researcher"],"published":"2026-03-01 00:00:00","updated":"2026-03-02 12:00:00",\
            "copyrights":{"message":"This record contains material that is subject to copyright","defiant":{"notice":"Copyright 2012-2026 Defiant Inc.","license":"Defiant hereby grants you a perpetual, worldwide, non-exclusive, no-charge, royalty-free, irrevocable copyright license to reproduce, prepare derivative works of, publicly display, publicly perform, sublicense, and distribute this software vulnerability information. Any copy of the software vulnerability information you make for such purposes is authorized provided that you include a hyperlink to this vulnerability record and reproduce Defiant's copyright designation and this license in any such copy.","license_url":"https://www.wordfence.com/wordfence-intelligence-terms-and-conditions/"},\
            "mitre":{"notice":"Copyright 1999-2026 The MITRE Corporation","license":"CVE Usage: MITRE hereby grants you a perpetual, worldwide, non-exclusive, no-charge, royalty-free, irrevocable copyright license to reproduce, prepare derivative works of, publicly display, publicly perform, sublicense, and distribute Common Vulnerabilities and Exposures (CVE(R)). Any copy you make for such purposes is authorized provided that you reproduce MITRE's copyright designation and this license in any such copy.","license_url":"https://www.cve.org/Legal/TermsOfUse"}}}
            """;
}
