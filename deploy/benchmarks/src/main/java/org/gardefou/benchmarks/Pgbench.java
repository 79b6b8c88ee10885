package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, on tables like ours in a database of its own on the same server. */
final class Pgbench {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private static final String PAYLOAD =
            "{\"change\":\"0198c5a2-7c00-7000-8000-000000000013\",\"site\":\"0198c5a2-7c00-7000-8000-000000000001\",\"customer\":\"0198c5a2-7c00-7000-8000-000000000003\",\"actor\":{\"kind\":\"CUSTOMER\",\"id\":\"webmaster\"},\"object\":{\"kind\":\"PLUGIN\",\"name\":\"shop-turbo\",\"path\":\"wp-content/plugins/shop-turbo\"},\"before\":{\"version\":\"1.0\"},\"after\":{\"version\":\"2.0\"},\"source\":\"/panel/bench\",\"happenedAt\":\"2026-11-23T10:00:00.123456Z\",\"receivedAt\":\"2026-11-23T10:00:00.223456Z\"}";

    private final Lab lab;
    private final Path program;

    Pgbench(Lab lab) throws IOException, SQLException {
        this.lab = lab;
        this.program = find(lab.root());
        for (String ddl : List.of(
                """
                create table if not exists site_change (id uuid primary key, site uuid not null, source text not null,
                    event_id text not null, type text not null, happened_at timestamptz not null, data text not null,
                    unique (site, source, event_id))""",
                "create index if not exists site_change_of_site on site_change (site, happened_at desc, id desc)",
                """
                create table if not exists outbox (seq bigint generated always as identity primary key, id uuid not null,
                    topic text not null, key text not null, type text not null, time timestamptz not null, trace text not null,
                    headers text, data text not null)""")) {
            lab.execute("peer", ddl);
        }
    }

    /** Where Debian installs it, or where the launcher has unpacked it. */
    private static Path find(Path root) throws IOException {
        for (Path place : List.of(
                Path.of("/usr/lib/postgresql"), root.resolve("deploy/benchmarks/target/pgbench/usr/lib/postgresql"))) {
            if (!Files.isDirectory(place)) continue;
            try (Stream<Path> versions = Files.list(place)) {
                for (Path version :
                        versions.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Path pgbench = version.resolve("bin/pgbench");
                    if (Files.isExecutable(pgbench)) return pgbench;
                }
            }
        }
        throw new IOException("pgbench is missing: ./garde-fou bench fetches it.");
    }

    /** Two inserts in a transaction, as many times as go; transactions in a second. */
    double twoInserts(int connections, int seconds) throws IOException, InterruptedException, SQLException {
        return run("two-inserts", twoInserts(), connections, List.of("-T", Integer.toString(seconds)));
    }

    /** The same transaction on each connection that many times; transactions in all. */
    double twoInsertsTimes(int connections, long each) throws IOException, InterruptedException, SQLException {
        run("two-inserts", twoInserts(), connections, List.of("-t", Long.toString(each)));
        return (double) connections * each;
    }

    private static String twoInserts() {
        return """
                \\set n random(1, 9000000000000000)
                begin;
                insert into site_change (id, site, source, event_id, type, happened_at, data) values (uuidv7(), '0198c5a2-7c00-7000-8000-000000000001', '/panel/bench', 'evt-:n-' || :client_id, 'org.gardefou.site.plugin-updated.v1', now(), '%1$s');
                insert into outbox (id, topic, key, type, time, trace, data) values (uuidv7(), 'gardefou.site-changes', '0198c5a2-7c00-7000-8000-000000000001', 'org.gardefou.site.plugin-updated.v1', now(), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '%1$s');
                commit;
                """.formatted(PAYLOAD).replace("'evt-:n-'", "'evt-' || :n || '-'");
    }

    /** A hundred rows in one statement for each table; rows in a second. */
    double hundredRows(int connections, int seconds) throws IOException, InterruptedException, SQLException {
        return 100 * run("hundred-rows", hundredRows(), connections, List.of("-T", Integer.toString(seconds)));
    }

    /** The same on each connection that many times; rows in all. */
    double hundredRowsTimes(int connections, long each) throws IOException, InterruptedException, SQLException {
        run("hundred-rows", hundredRows(), connections, List.of("-t", Long.toString(each)));
        return 100.0 * connections * each;
    }

    private static String hundredRows() {
        StringBuilder changes = new StringBuilder();
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String comma = i == 0 ? "" : ", ";
            changes.append(comma)
                    .append(
                            "(uuidv7(), '0198c5a2-7c00-7000-8000-000000000001', '/panel/bench', 'evt-' || :n || '-' || :client_id || '-")
                    .append(i)
                    .append("', 'org.gardefou.site.plugin-updated.v1', now(), '")
                    .append(PAYLOAD)
                    .append("')");
            events.append(comma)
                    .append(
                            "(uuidv7(), 'gardefou.site-changes', '0198c5a2-7c00-7000-8000-000000000001', 'org.gardefou.site.plugin-updated.v1', now(), '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '")
                    .append(PAYLOAD)
                    .append("')");
        }
        return "\\set n random(1, 9000000000000000)\nbegin;\ninsert into site_change (id, site, source, event_id, type, happened_at, data) values "
                + changes + ";\ninsert into outbox (id, topic, key, type, time, trace, data) values " + events
                + ";\ncommit;\n";
    }

    private double run(String name, String script, int connections, List<String> howLong)
            throws IOException, InterruptedException, SQLException {
        Path file = lab.directory().resolve(name + ".sql");
        Files.writeString(file, script);
        List<String> arguments = new ArrayList<>(List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-j",
                "2",
                "-f",
                file.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(lab.postgresPort()),
                "-U",
                "postgres",
                "peer"));
        arguments.addAll(1, howLong);
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().put("PGPASSWORD", lab.password("postgres"));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("pgbench failed: " + said);
        Matcher tps = TPS.matcher(said);
        if (!tps.find()) throw new IOException("pgbench said no rate: " + said);
        return Double.parseDouble(tps.group(1));
    }
}
