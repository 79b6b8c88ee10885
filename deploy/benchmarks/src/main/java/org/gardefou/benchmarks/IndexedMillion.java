package org.gardefou.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One site with a million files in 50,000 folders, in 30 restore points of which each differs from the one before in a thousand files,
 * among 49 sites of 20,000 files: what a hoster's largest customer has, in a database that holds others as well.
 */
final class IndexedMillion {

    static final int FILES = 1_000_000;

    private static final int FOLDERS = 50_000;
    private static final int OTHERS = 49;
    private static final int POINTS = 30;

    /** Names that a WordPress has many of, names that are there once, and what customers type. */
    private static final String NAME = """
            (array['class-wp-', 'index', 'style', 'image-', 'post', 'wc-', 'admin-', 'view.', 'IMG_', 'jquery.'])[1 + i %% 10]
            || case when i %% 7 = 0 then '' else substr(md5((i / 3)::text), 1, 6 + i %% 9) end
            || (array['.php', '.js', '.css', '.png', '.jpg', '.svg', '.min.js', '.json'])[1 + (i / 3) %% 8]
            || case when i %% 7 = 0 then i::text else '' end""";

    private IndexedMillion() {}

    /** Writes what the service would have written after reading the listings; the reading has a figure of its own. */
    static IndexedMillion fill(Lab lab) throws SQLException, IOException {
        try (Connection connection = lab.superuser("backup");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    Lab.MARK + "insert into content_site (site) select md5('site-' || n)::uuid from generate_series(0, "
                            + OTHERS + ") n order by n");
            statement.execute(Lab.MARK + """
                    insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version,
                        content, content_position)
                    select md5('point-' || p)::uuid, md5('site-0')::uuid, md5('customer-0')::uuid, md5('backup-' || p)::uuid, 'snapshot-' || p,
                        now() - (%1$d - p) * interval '1 day', 0, 0, 0, '[]', 'AVAILABLE', 0, 'INDEXED', 1000 * p
                    from generate_series(1, %1$d) p""".formatted(POINTS));
            fill(statement, 0, FOLDERS, FILES);
            for (int site = 1; site <= OTHERS; site++) fill(statement, site, 1_000, 20_000);
            // Each point behind the first one has a thousand files in another version than the one before.
            statement.execute(Lab.MARK + """
                    with first as (select number from content_site where site = md5('site-0')::uuid),
                    changed as (
                        update content_file f set until_position = 1000 * (2 + c.n %% %d)
                        from (select folder, name, row_number() over () as n from content_file, first where site = number limit %d) c, first
                        where f.site = first.number and f.folder = c.folder and f.name = c.name returning f.*)
                    insert into content_file (site, folder, name, size, modified, kind, permissions, from_position, until_position)
                    select site, folder, name, size + 1, modified + 1, kind, permissions, until_position, 2147483647 from changed""".formatted(POINTS - 1, 1_000 * (POINTS - 1)));
            // As autovacuum does in time.
            for (String table : new String[] {"content_file", "content_folder", "content_site", "restore_point"})
                statement.execute(Lab.MARK + "vacuum (analyze) " + table);
        }
        return new IndexedMillion();
    }

    private static void fill(Statement statement, int site, int folders, int files) throws SQLException {
        String number = "(select number from content_site where site = md5('site-%d')::uuid)".formatted(site);
        statement.execute(Lab.MARK + """
                insert into content_folder (site, id, path)
                select %s, i + 1, case i when 0 then '/' else '/htdocs/wp-content/' || i / 100 || '/' || i end from generate_series(0, %d) i""".formatted(number, folders));
        statement.execute(Lab.MARK + ("""
                insert into content_file (site, folder, name, size, modified, kind, permissions, from_position, until_position)
                select %s, 2 + i / %d, """ + NAME + """
                 || '-' || i %% 20, i, i, 0, 420, 1000, 2147483647 from generate_series(0, %d) i""").formatted(number, files / folders, files - 1));
    }

    /** A page of a folder, of any of the restore points. */
    String browse() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int folder = random.nextInt(FOLDERS) + 1;
        return point(random) + "/files?path=/htdocs/wp-content/" + folder / 100 + "/" + folder;
    }

    /** Half of those who search know how a name begins; of the others half look for what there is a lot of, and half for next to nothing. */
    String search() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String part = Integer.toHexString(random.nextInt(0x1000, 0x10000));
        return point(random) + "/files?name="
                + switch (random.nextInt(4)) {
                    case 0 -> "wc-" + part + "*";
                    case 1 -> "index.php" + random.nextInt(FILES) / 70 * 70 + "*";
                    case 2 -> "*.php*";
                    default -> "*x" + part + "*";
                };
    }

    private static String point(ThreadLocalRandom random) {
        return "/backups/v1/restore-points/" + AcceptedMillion.uuid("point-" + (random.nextInt(POINTS) + 1));
    }

    /** What a page of a folder comes down to. */
    Pgbench.Script bareSelect() {
        return new Pgbench.Script("bare-browse", "backup", "backup", """
                \\set i random(1, %d)
                \\set p random(1, %d)
                select e.name, e.kind, e.size, e.modified, e.permissions from content_folder f join content_file e on e.site = f.site and e.folder = f.id
                where f.site = (select number from content_site where site = md5('site-0')::uuid)
                  and hashtextextended(f.path, 0) = hashtextextended('/htdocs/wp-content/' || :i::int / 100 || '/' || :i::int, 0)
                  and f.path = '/htdocs/wp-content/' || :i::int / 100 || '/' || :i::int
                  and e.from_position <= 1000 * :p::int and e.until_position > 1000 * :p::int
                order by e.name limit 51;
                """.formatted(FOLDERS, POINTS));
    }
}
