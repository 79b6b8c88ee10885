package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.restic.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restore points in any order, and going in any order: each one always has exactly the files that it had. */
@QuarkusTest
class MergeTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Inject
    DataSource dataSource;

    @Inject
    Comparing comparing;

    @Inject
    Contents contents;

    private final UUID site = Ids.next();
    private final TreeMap<Integer, UUID> ids = new TreeMap<>();
    private final Map<Integer, Map<String, Node>> listings = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachRestorePointHasTheFilesThatItHad(long seed) throws SQLException {
        Random random = new Random(seed);
        for (int step = 0; step < 40; step++) {
            if (ids.size() > 3 && random.nextInt(3) == 0) {
                remove(ids.keySet().stream()
                        .skip(random.nextInt(ids.size()))
                        .findFirst()
                        .orElseThrow());
            } else {
                // Many come late, and several between the same two.
                int hour = random.nextInt(3) == 0 ? random.nextInt(60) : 60 + step;
                if (!ids.containsKey(hour)) add(hour, listing(random));
            }
            demandAllAsTheyWere();
        }
        demandEachDifference(ids.firstKey(), ids.lastKey());
        demandEachDifference(ids.lastKey(), ids.firstKey());
        while (!ids.isEmpty()) remove(ids.firstKey());
        assertThat(count("content_file")).isZero();
        assertThat(counted()).isZero();
        // The top stays with the site
        assertThat(count("content_folder")).isEqualTo(1);
    }

    private static Map<String, Node> listing(Random random) {
        Map<String, Node> listing = new TreeMap<>();
        listing.put("/htdocs", node("/htdocs", Node.Type.DIRECTORY, 0));
        for (int i = 0; i < 12; i++) {
            String folder = "/htdocs/" + (char) ('a' + random.nextInt(4));
            listing.put(folder, node(folder, Node.Type.DIRECTORY, 0));
            String file = folder + "/" + random.nextInt(4);
            if (random.nextInt(9) == 0) listing.put(file, node(file, Node.Type.SYMLINK, 0));
            else listing.put(file, node(file, Node.Type.FILE, random.nextInt(2)));
        }
        return listing;
    }

    private static Node node(String path, Node.Type type, long size) {
        return new Node(path, type, size, 0644, 0, 0, NOON);
    }

    private void add(int hour, Map<String, Node> listing) throws SQLException {
        UUID id = Ids.next();
        inTransaction(connection -> {
            Instant takenAt = NOON.plusSeconds(3600L * hour);
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into restore_point (id, site, customer, backup, snapshot, taken_at, files, bytes, added, databases, state, version)
                    values (?, ?, ?, ?, ?, ?, 0, 0, 0, '[]', 'AVAILABLE', 0)""")) {
                insert.setObject(1, id);
                insert.setObject(2, site);
                insert.setObject(3, site);
                insert.setObject(4, Ids.next());
                insert.setString(5, id.toString());
                insert.setObject(6, takenAt.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            SiteContents contents = SiteContents.lock(connection, site).orElseThrow();
            Incoming incoming = new Incoming(connection, 1000);
            for (Node node : listing.values()) incoming.add(node);
            incoming.end();
            contents.enter(contents.waiting(NOON).orElseThrow(), NOON);
        });
        ids.put(hour, id);
        listings.put(hour, listing);
    }

    private void remove(int hour) throws SQLException {
        UUID id = ids.remove(hour);
        inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update restore_point set state = 'EXPIRED', expired_at = now() where id = ?")) {
                update.setObject(1, id);
                update.executeUpdate();
            }
            assertThat(SiteContents.lock(connection, site).orElseThrow().clearOne())
                    .isTrue();
        });
    }

    private void demandAllAsTheyWere() throws SQLException {
        Map<String, Node> before = null;
        for (Map.Entry<Integer, UUID> point : ids.entrySet()) {
            Map<String, Node> had = listings.get(point.getKey());
            assertThat(files(point.getValue())).isEqualTo(texts(had));
            assertThat(difference(point.getValue())).isEqualTo(before == null ? "-" : expected(before, had));
            before = had;
        }
        assertThat(counted()).isEqualTo(count("content_file"));
    }

    /** All pages of it, whole and in one folder. */
    private void demandEachDifference(int from, int to) {
        for (String folder : List.of("/", "/htdocs/b")) {
            Map<String, String> expected = new TreeMap<>();
            Map<String, Node> before = listings.get(from);
            Map<String, Node> now = listings.get(to);
            for (String path : union(before.keySet(), now.keySet())) {
                Node was = before.get(path);
                Node is = now.get(path);
                if ((folder.equals("/") || path.startsWith(folder + "/"))
                        && (was != null && isFile(was) || is != null && isFile(is))
                        && !Objects.equals(was, is)) expected.put(path, was == null ? "+" : is == null ? "-" : "~");
            }
            Map<String, String> found = new TreeMap<>();
            Optional<Cursor> behind = Optional.empty();
            do {
                Page<Comparing.Line> page =
                        comparing.page(indexed(from), indexed(to), folder, true, new PageRequest(3, behind), "test");
                for (Comparing.Line line : page.items())
                    assertThat(found.put(line.path(), line.added() == 1 ? "+" : line.removed() == 1 ? "-" : "~"))
                            .as(line.path())
                            .isNull();
                behind = Optional.ofNullable(page.next()).map(Cursor::parse);
            } while (behind.isPresent());
            assertThat(found).isEqualTo(expected);
            assertThat(comparing
                            .page(
                                    indexed(from),
                                    indexed(to),
                                    folder,
                                    false,
                                    new PageRequest(100, Optional.empty()),
                                    "test")
                            .items()
                            .stream()
                            .mapToLong(line -> line.added() + line.removed() + line.changed())
                            .sum())
                    .isEqualTo(expected.size());
        }
    }

    private Contents.Indexed indexed(int hour) {
        return contents.require(ids.get(hour), new Visibility.Everything());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<String, String> texts(Map<String, Node> listing) {
        Map<String, String> texts = new TreeMap<>();
        listing.forEach((path, node) -> texts.put(path, Kind.of(node.type()) + " " + node.size()));
        return texts;
    }

    private static String expected(Map<String, Node> before, Map<String, Node> now) {
        int added = 0;
        int removed = 0;
        int changed = 0;
        for (Node node : now.values()) {
            if (node.type() == Node.Type.DIRECTORY) continue;
            Node old = before.get(node.path());
            if (old == null) added++;
            else if (!old.equals(node)) changed++;
        }
        for (String path : before.keySet()) if (!now.containsKey(path) && isFile(before.get(path))) removed++;
        return added + " " + removed + " " + changed;
    }

    private static boolean isFile(Node node) {
        return node.type() != Node.Type.DIRECTORY;
    }

    private Map<String, String> files(UUID point) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        select("""
                select f.path, e.name, e.kind, e.size from restore_point r join content_site s on s.site = r.site
                join content_file e on e.site = s.number and e.from_position <= r.content_position and e.until_position > r.content_position
                join content_folder f on f.site = e.site and f.id = e.folder where r.id = ?""", point, row -> {
            String path = FolderPath.join(row.getString(1), row.getString(2));
            assertThat(found.put(path, Kind.of(row.getInt(3)) + " " + row.getLong(4)))
                    .as(path)
                    .isNull();
        });
        return found;
    }

    private String difference(UUID point) throws SQLException {
        StringBuilder found = new StringBuilder();
        select("""
                select coalesce((difference ->> 'added') || ' ' || (difference ->> 'removed') || ' ' || (difference ->> 'changed'), '-')
                from restore_point where id = ?""", point, row -> found.append(row.getString(1)));
        return found.toString();
    }

    private long count(String table) throws SQLException {
        long[] count = new long[1];
        select(
                "select count(*) from " + table + " where site = (select number from content_site where site = ?)",
                site,
                row -> count[0] = row.getLong(1));
        return count[0];
    }

    private long counted() throws SQLException {
        long[] versions = new long[1];
        select("select versions from content_site where site = ?", site, row -> versions[0] = row.getLong(1));
        return versions[0];
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void select(String sql, UUID id, Row reading) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) reading.read(rows);
            }
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
