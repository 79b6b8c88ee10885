package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gardefou.backup.schedule.DueLook;

/**
 * The look of backup-service's tick for the sites that are due, a full batch of them, among a million sites against among a thousand; and
 * against the bare statement by {@code pgbench} among the same million.
 */
final class DueTick implements Benchmark {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;

    /** What one transaction of the tick takes by default. */
    private static final int BATCH = 200;

    private static final Duration TIME = Duration.ofSeconds(3);

    /** Ours reads the ids and does nothing else with them. */
    private static final double TO_BARE = 1.3;

    @Override
    public String name() {
        return "due-tick";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        fill(lab, "few", FEW);
        fill(lab, "many", MANY);
        Pgbench pgbench = new Pgbench(lab);
        try (Connection few = lab.superuser("few");
                Connection many = lab.superuser("many")) {
            few.setAutoCommit(false);
            many.setAutoCommit(false);
            DueLook.millis(few, BATCH, BATCH, TIME);
            DueLook.millis(many, BATCH, BATCH, TIME);
            bare(pgbench);
            Pairs pairs = new Pairs(7)
                    .run(() -> DueLook.millis(many, BATCH, BATCH, TIME), () -> DueLook.millis(few, BATCH, BATCH, TIME));
            System.out.println("  against the bare statement among a million:");
            Pairs toBare = new Pairs(7).run(() -> DueLook.millis(many, BATCH, BATCH, TIME), () -> bare(pgbench));
            for (String database : List.of("few", "many")) {
                lab.execute(database, "update policy set next_due = now() + interval '1 hour' where next_due <= now()");
                lab.execute(database, "vacuum policy");
            }
            System.out.println("  where nothing is due:");
            Pairs nothing = new Pairs(7)
                    .run(() -> DueLook.millis(many, BATCH, 0, TIME), () -> DueLook.millis(few, BATCH, 0, TIME));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("sites", MANY);
            facts.put("due", BATCH);
            facts.put("ratioToBareStatement", Counts.rounded(toBare.ratio().median(), 2));
            facts.put("ratioToBareTarget", TO_BARE);
            facts.put("ratioWhereNothingIsDue", Counts.rounded(nothing.ratio().median(), 2));
            return pairs.result(name(), "ms", 1.5, false, facts, toBare.ratio().median() <= TO_BARE);
        }
    }

    private static double bare(Pgbench pgbench) throws IOException, InterruptedException {
        Pgbench.Script script = new Pgbench.Script("due", "many", "postgres", """
                begin;
                select site from policy where next_due <= now() and not paused order by next_due limit %d for update skip locked;
                rollback;
                """.formatted(BATCH));
        return 1000 / pgbench.perSecond(script, 1, (int) TIME.toSeconds());
    }

    /** The service's own tables; sites that are due stand anywhere among the others. */
    private static void fill(Lab lab, String database, int sites) throws IOException, SQLException {
        lab.execute("peer", "create database " + database);
        try (Connection connection = lab.superuser(database);
                Statement statement = connection.createStatement()) {
            for (Path migration : migrations(lab.root())) statement.execute(Lab.MARK + Files.readString(migration));
            statement.execute(Lab.MARK + """
                    insert into policy (site, customer, kind, frequency, retention, paused, next_due, told_at, version)
                    select md5('site-' || n)::uuid, md5('customer-' || n / 3)::uuid, 'HOST_RUN', 86400000000000, 604800000000000, n %% 50 = 1,
                        now() + n * interval '1 second' * 86400 / %1$d + interval '1 hour', now(), 0
                    from generate_series(1, %1$d) n order by md5('place-' || n)""".formatted(sites));
            statement.execute(Lab.MARK + """
                    update policy set next_due = now() - interval '1 minute'
                    where site in (select site from policy where not paused order by md5(site::text) limit %d)""".formatted(BATCH));
            // As autovacuum does in time.
            statement.execute(Lab.MARK + "vacuum (analyze) policy");
        }
    }

    private static List<Path> migrations(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("backup-service/src/main/resources/db/backup"))) {
            return files.sorted(Comparator.comparing(DueTick::version, Arrays::compare))
                    .toList();
        }
    }

    /** {@code V6_1__watch.sql} is 6, 1. */
    private static int[] version(Path file) {
        String number = file.getFileName().toString().replaceFirst("^V", "").replaceFirst("__.*$", "");
        return Arrays.stream(number.split("_")).mapToInt(Integer::parseInt).toArray();
    }
}
