package org.gardefou.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gardefou.benchmarks.RestoredSite.Restored;
import org.gardefou.benchmarks.Visitors.Outcome;
import org.gardefou.benchmarks.Visitors.Page;
import org.gardefou.benchmarks.Visitors.Visit;

/**
 * Switches of a live WordPress while people are on it: restores, each of which is rolled back by hand, of the files, the database and both. No
 * request may fail. The ratio is of the longest that anybody waited around a switch to the second that a person takes without a thought.
 */
final class SwitchUnderLoad implements Benchmark {

    /** Two for each restore: there and back. {@code JAVA_TOOL_OPTIONS=-Dgardefou.bench.switches=12} for a quick look. */
    private static final int SWITCHES = Integer.getInteger("gardefou.bench.switches", 200);

    private static final double LIMIT_MILLIS = 1000;

    /** How long after a switch a request may still be slow because of it: PHP compiles all code anew. */
    private static final long AFTER_MILLIS = 2000;

    /** As many as a small machine answers beside the restore itself: half of them need PHP and the database. */
    private static final int RATE = 10;

    /** Its answer is other code with the same size and time: only a PHP that was reloaded tells. */
    private static final String PROBE = "bench-probe.php";

    /** PHP lets requests under way finish for ten seconds. */
    private static final Duration RELOAD = Duration.ofSeconds(30);

    private static final String OF_THE_POINT = "point";
    private static final String OF_TODAY = "today";

    /** What is switched, what of the request says so, and what it changes. */
    private enum Part {
        FILES(Map.of("scope", "FILES", "paths", List.of(".")), true, false),
        DATABASE(Map.of("scope", "DATABASE", "schema", "wp_site"), false, true),
        EVERYTHING(Map.of(), true, true);

        private final Map<String, Object> request;
        private final boolean files;
        private final boolean database;

        Part(Map<String, Object> request, boolean files, boolean database) {
            this.request = request;
            this.files = files;
            this.database = database;
        }
    }

    private record Window(Part part, long from, long to) {}

    @Override
    public String name() {
        return "switch";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        try (RestoredSite site = new RestoredSite(lab)) {
            write(site, OF_THE_POINT);
            UUID point = site.backUp();
            write(site, OF_TODAY);
            demand(site, OF_TODAY, OF_TODAY);
            int rounds = (SWITCHES + 2 * Part.values().length - 1) / (2 * Part.values().length);
            List<Window> windows = new ArrayList<>();
            List<Visit> visits;
            try (Visitors visitors =
                    new Visitors(URI.create(site.wordpress().url()).getPort(), pages(site), RATE)) {
                for (int round = 0; round < rounds; round++) {
                    for (Part part : Part.values()) thereAndBack(site, point, part, windows);
                    if (round % 5 == 4) System.out.printf("  %d switches%n", windows.size());
                }
                visitors.close();
                visits = visitors.visits();
            }
            return result(windows, visits);
        }
    }

    private static void thereAndBack(RestoredSite site, UUID point, Part part, List<Window> windows) throws Exception {
        Restored there = site.restore(point, part.request);
        windows.add(window(part, there, "SWITCHING"));
        demand(site, part.files ? OF_THE_POINT : OF_TODAY, part.database ? OF_THE_POINT : OF_TODAY);
        windows.add(window(part, site.rollBack(there.id()), "ROLLING_BACK"));
        demand(site, OF_TODAY, OF_TODAY);
    }

    private static Window window(Part part, Restored restored, String step) {
        long[] at = restored.window(step);
        return new Window(part, at[0], at[1] + AFTER_MILLIS);
    }

    private static List<Page> pages(RestoredSite site) {
        String marker = site.wordpress().marker();
        return List.of(
                new Page("/", marker),
                new Page("/wp-includes/js/jquery/jquery.min.js", "jQuery"),
                new Page("/contact/", marker),
                new Page("/wp-includes/css/dashicons.min.css", "dashicons"));
    }

    private static Result result(List<Window> windows, List<Visit> visits) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("switches", windows.size());
        facts.put("requests", visits.size());
        facts.put("failed", count(visits, Outcome.FAILED));
        facts.put("closed", count(visits, Outcome.CLOSED));
        visits.stream()
                .filter(visit -> visit.outcome() != Outcome.GOOD)
                .limit(20)
                .forEach(visit -> System.out.println(
                        "  " + visit.outcome() + " " + visit.problem() + ", " + near(windows, visit)));
        for (Part part : Part.values()) {
            List<Window> of =
                    windows.stream().filter(window -> window.part() == part).toList();
            String word = part.name().toLowerCase(Locale.ROOT);
            facts.put(word + "Failed", count(around(visits, of), Outcome.FAILED));
            facts.put(word + "P99Ms", millis(around(visits, of), 0.99));
            facts.put(word + "LongestMs", millis(around(visits, of), 1));
        }
        List<Visit> between = visits.stream()
                .filter(visit -> windows.stream().noneMatch(window -> visit.within(window.from(), window.to())))
                .toList();
        facts.put("betweenP99Ms", millis(between, 0.99));
        facts.put("betweenLongestMs", millis(between, 1));
        Pairs longest = new Pairs(windows.size());
        windows.forEach(window -> longest.add(longest(visits, window), LIMIT_MILLIS));
        return longest.result(
                "switch",
                "ms that the slowest request around a switch took, of those allowed",
                1,
                false,
                facts,
                count(visits, Outcome.FAILED) == 0);
    }

    private static String near(List<Window> windows, Visit visit) {
        return windows.stream()
                .filter(window -> visit.within(window.from(), window.to()))
                .findFirst()
                .map(window -> window.part() + ", " + (visit.due() - window.from()) + " ms after the step began, "
                        + (visit.due() - window.to() + AFTER_MILLIS) + " after its end")
                .orElse("between switches");
    }

    private static List<Visit> around(List<Visit> visits, List<Window> windows) {
        return visits.stream()
                .filter(visit -> windows.stream().anyMatch(window -> visit.within(window.from(), window.to())))
                .toList();
    }

    private static double longest(List<Visit> visits, Window window) {
        return visits.stream()
                .filter(visit -> visit.within(window.from(), window.to()))
                .mapToDouble(Visit::millis)
                .max()
                .orElse(0);
    }

    private static long count(List<Visit> visits, Outcome outcome) {
        return visits.stream().filter(visit -> visit.outcome() == outcome).count();
    }

    private static double millis(List<Visit> visits, double share) {
        return visits.isEmpty()
                ? 0
                : Counts.rounded(
                        Ratio.quantileOf(visits.stream().map(Visit::millis).toList(), share), 0);
    }

    /** What tells the point and today apart, in the files and in the database. */
    private static void write(RestoredSite site, String word) throws Exception {
        Path probe = site.wordpress().documentRoot().resolve(PROBE);
        Files.writeString(probe, """
                <?php
                require __DIR__ . '/wp-load.php';
                echo 'files: %s, database: ', get_option('bench_word');
                """.formatted(word));
        Files.setLastModifiedTime(probe, FileTime.fromMillis(1_700_000_000_000L));
        site.sql("replace into wp_options (option_name, option_value, autoload) values ('bench_word', '" + word
                + "', 'no')");
        site.wordpress().reloadPhp();
    }

    /**
     * That what is live now is what was switched to: else there were no switches to speak of. PHP-FPM reloads after it was told, not when, and on a
     * busy machine answers from old code for a moment.
     */
    private static void demand(RestoredSite site, String files, String database) throws IOException {
        String wanted = "files: " + files + ", database: " + database;
        String seen = "";
        for (long end = System.nanoTime() + RELOAD.toNanos(); System.nanoTime() < end; ) {
            try (InputStream answer =
                    URI.create(site.wordpress().url() + "/" + PROBE).toURL().openStream()) {
                seen = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (seen.equals(wanted)) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IOException("The site answers \"" + seen + "\" and not \"" + wanted + "\"");
    }
}
