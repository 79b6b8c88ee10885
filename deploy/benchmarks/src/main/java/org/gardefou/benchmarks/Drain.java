package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.local.process.BuildFiles;

/** 200,000 outbox rows drained, against Kafka's own producer test with the same payload and acks=all. */
final class Drain implements Benchmark {

    private static final int ROWS = 200_000;
    private static final int PAYLOAD = 500;
    private static final String TOPIC = "gardefou.site-changes";
    private static final Pattern RATE = Pattern.compile("([0-9.]+) records/sec");

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        ServiceUnderTest diagnostics = lab.service("diagnostics-service");
        ChangeLoad changes = ChangeLoad.register(diagnostics);
        Pairs pairs = new Pairs(7).run(() -> drain(lab, diagnostics, changes), () -> producer(lab));
        Counts counts = new Counts(lab);
        double statements = counts.statementsEach(() -> {
            drain(lab, diagnostics, changes);
            return (double) ROWS;
        });
        Counts.Cost cost = counts.around(() -> {
            fill(lab);
            return (double) ROWS;
        });
        Counts.Cost both = counts.around(() -> {
            drain(lab, diagnostics, changes);
            return (double) ROWS;
        });
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rows", ROWS);
        facts.put("payloadBytes", PAYLOAD);
        facts.put("statementsPerThousand", Counts.rounded(1000 * statements, 2));
        facts.put("walBytesPerEventToTakeAway", Math.round(both.walEach() - cost.walEach()));
        return pairs.result(name(), "events/s", 0.25, true, facts);
    }

    private static void fill(Lab lab) throws Exception {
        lab.execute("diagnostics", """
                insert into outbox (id, topic, key, type, time, trace, data)
                select uuidv7(), '%s', md5(n::text)::uuid::text, 'org.gardefou.bench.row.v1', now(),
                    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', repeat('x', %d)
                from generate_series(1, %d) as n""".formatted(TOPIC, PAYLOAD, ROWS));
    }

    private static double drain(Lab lab, ServiceUnderTest diagnostics, ChangeLoad changes) throws Exception {
        fill(lab);
        long start = System.nanoTime();
        // One report rings the bell; what lies in the outbox goes with it.
        diagnostics.post("/diagnostics/v1/change-events", ChangeLoad.EVENT, changes.event());
        while (lab.number("diagnostics", "select count(*) from (select 1 from outbox limit 1) as one") > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return ROWS / ((System.nanoTime() - start) / 1e9);
    }

    private static double producer(Lab lab) throws IOException, InterruptedException {
        Path lib = lab.root().resolve("deploy/benchmarks/target/lib");
        Process process = new ProcessBuilder(
                        BuildFiles.java(),
                        "-Xmx256m",
                        "-cp",
                        lib + "/*",
                        "org.apache.kafka.tools.ProducerPerformance",
                        "--topic",
                        TOPIC,
                        "--num-records",
                        Integer.toString(ROWS),
                        "--record-size",
                        Integer.toString(PAYLOAD),
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + lab.bootstrapServers(),
                        "acks=all")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("ProducerPerformance failed: " + said);
        List<String> lines = said.lines().filter(line -> line.contains("99th")).toList();
        Matcher rate = RATE.matcher(lines.isEmpty() ? said : lines.getLast());
        if (!rate.find()) throw new IOException("ProducerPerformance said no rate: " + said);
        return Double.parseDouble(rate.group(1));
    }
}
