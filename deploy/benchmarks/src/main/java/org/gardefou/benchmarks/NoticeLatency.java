package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.local.process.BuildFiles;

/**
 * From the commit of a change in one service to the commit of its notice in the other (or of its joining the notice of similar ones), a hundred a second whether or not the last
 * ones are answered; both times are PostgreSQL's own commit times. The peer is Kafka's end-to-end latency tool.
 */
final class NoticeLatency implements Benchmark {

    private static final int RATE = 100;
    private static final int SECONDS = 10;
    private static final int PATIENCE = 60;
    private static final int MOST_ROUNDS = 20;
    private static final Pattern PERCENTILES = Pattern.compile("50th = ([0-9.]+), 99th = ([0-9.]+)");

    @Override
    public String name() {
        return "notice-latency";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest diagnostics = lab.service("diagnostics-service");
        lab.service("terms-service");
        ChangeLoad changes = ChangeLoad.register(diagnostics);
        warmUp(lab, diagnostics, changes);
        List<Double> medians = new ArrayList<>();
        List<Double> peerMedians = new ArrayList<>();
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            Instant start = Instant.now();
                            send(lab, diagnostics, changes, SECONDS);
                            List<Double> latencies = latencies(lab, start);
                            medians.add(Ratio.quantileOf(latencies, 0.5));
                            return Ratio.quantileOf(latencies, 0.99);
                        },
                        () -> endToEnd(lab, peerMedians));
        return pairs.result(
                name(),
                "ms p99",
                3.0,
                false,
                Map.of(
                        "ratePerSecond",
                        RATE,
                        "p50Ms",
                        Counts.rounded(Ratio.median(medians), 2),
                        // Kafka's tool tells whole milliseconds.
                        "peerP50Ms",
                        Counts.rounded(Ratio.median(peerMedians), 2)));
    }

    /** Until the latency falls no more: see {@link Load#warmUp}. Nothing of it stands in the queue when the first pair begins. */
    private static void warmUp(Lab lab, ServiceUnderTest diagnostics, ChangeLoad changes) throws Exception {
        System.out.print("  warming up:");
        double best = Double.MAX_VALUE;
        int noBetter = 0;
        for (int round = 0; round < MOST_ROUNDS && noBetter < 4; round++) {
            Instant begin = Instant.now();
            send(lab, diagnostics, changes, SECONDS);
            double p99 = Ratio.quantileOf(latencies(lab, begin), 0.99);
            System.out.printf(" %.0f", p99);
            noBetter = p99 < best * 0.95 ? 0 : noBetter + 1;
            best = Math.min(best, p99);
            Thread.sleep(TimeUnit.SECONDS.toMillis(SECONDS));
        }
        System.out.println(" ms");
    }

    private static void send(Lab lab, ServiceUnderTest diagnostics, ChangeLoad changes, int seconds)
            throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String token = lab.token();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            long next = System.nanoTime();
            for (int i = 0; i < RATE * seconds; i++) {
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                next += TimeUnit.SECONDS.toNanos(1) / RATE;
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + diagnostics.port() + "/diagnostics/v1/change-events"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", ChangeLoad.EVENT)
                                .POST(HttpRequest.BodyPublishers.ofString(changes.event()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                if (answer.join().statusCode() != 202)
                    throw new IOException(answer.join().body());
            }
        }
    }

    private static List<Double> latencies(Lab lab, Instant since) throws SQLException, IOException {
        Map<String, Instant> changed = times(
                lab,
                "diagnostics",
                "select id, pg_xact_commit_timestamp(xmin) from site_change where pg_xact_commit_timestamp(xmin) >= '"
                        + since + "'");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        Map<String, Instant> noticed = Map.of();
        while (!noticed.keySet().containsAll(changed.keySet()) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            noticed = times(
                    lab,
                    "terms",
                    "select change, pg_xact_commit_timestamp(xmin) from risk_notice_change where pg_xact_commit_timestamp(xmin) >= '"
                            + since + "'");
        }
        List<Double> latencies = new ArrayList<>();
        for (Map.Entry<String, Instant> change : changed.entrySet()) {
            Instant notice = noticed.get(change.getKey());
            if (notice == null)
                throw new IOException("Of %d changes %d have no notice after %d s, %s among them"
                        .formatted(changed.size(), missing(changed, noticed), PATIENCE, change.getKey()));
            latencies.add((notice.toEpochMilli() * 1e6
                            + notice.getNano() % 1_000_000
                            - change.getValue().toEpochMilli() * 1e6
                            - change.getValue().getNano() % 1_000_000)
                    / 1e6);
        }
        return latencies;
    }

    private static long missing(Map<String, Instant> changed, Map<String, Instant> noticed) {
        return changed.keySet().stream()
                .filter(change -> !noticed.containsKey(change))
                .count();
    }

    private static Map<String, Instant> times(Lab lab, String database, String query) throws SQLException, IOException {
        try (Connection connection = lab.superuser(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Map<String, Instant> times = new HashMap<>();
            while (rows.next())
                times.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            return times;
        }
    }

    private static double endToEnd(Lab lab, List<Double> medians) throws IOException, InterruptedException {
        Path lib = lab.root().resolve("deploy/benchmarks/target/lib");
        Process process = new ProcessBuilder(
                        BuildFiles.java(),
                        "-Xmx256m",
                        "-cp",
                        lib + "/*",
                        "org.apache.kafka.tools.EndToEndLatency",
                        lab.bootstrapServers(),
                        "bench.end-to-end",
                        // records, acks, bytes of each
                        "5000",
                        "all",
                        "500")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("EndToEndLatency failed: " + said);
        Matcher percentiles = PERCENTILES.matcher(said);
        if (!percentiles.find()) throw new IOException("EndToEndLatency said no percentiles: " + said);
        medians.add(Double.parseDouble(percentiles.group(1)));
        return Double.parseDouble(percentiles.group(2));
    }
}
