package org.gardefou.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The peer of reporting changes: a transaction that inserts into two tables like ours, in a database of its own on the same server. */
final class TwoInserts {

    private static final String PAYLOAD =
            "{\"change\":\"0198c5a2-7c00-7000-8000-000000000013\",\"site\":\"0198c5a2-7c00-7000-8000-000000000001\",\"customer\":\"0198c5a2-7c00-7000-8000-000000000003\",\"actor\":{\"kind\":\"CUSTOMER\",\"id\":\"webmaster\"},\"object\":{\"kind\":\"PLUGIN\",\"name\":\"shop-turbo\",\"path\":\"wp-content/plugins/shop-turbo\"},\"before\":{\"version\":\"1.0\"},\"after\":{\"version\":\"2.0\"},\"source\":\"/panel/bench\",\"happenedAt\":\"2026-11-23T10:00:00.123456Z\",\"receivedAt\":\"2026-11-23T10:00:00.223456Z\"}";

    TwoInserts(Lab lab) throws IOException, SQLException {
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

    /** One row for each table. */
    Pgbench.Script single() {
        return script("two-inserts", twoInserts());
    }

    /** A hundred rows in one statement for each table. */
    Pgbench.Script hundred() {
        return script("hundred-rows", hundredRows());
    }

    private static Pgbench.Script script(String name, String text) {
        return new Pgbench.Script(name, "peer", "postgres", text);
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
}
