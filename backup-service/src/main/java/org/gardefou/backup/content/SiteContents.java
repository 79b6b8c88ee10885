package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The restore points of one site and their places in the index, for the one transaction that holds the site. */
final class SiteContents {

    private final Connection connection;
    private final UUID site;
    private final int number;

    private SiteContents(Connection connection, UUID site, int number) {
        this.connection = connection;
        this.site = site;
        this.number = number;
    }

    /** A restore point whose files are to be read. */
    record Waiting(UUID id, String snapshot, Instant takenAt) {}

    /** Holds a site until the end of the transaction; empty when another one holds it. */
    static Optional<SiteContents> lock(Connection connection, UUID site) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into content_site (site) values (?) on conflict do nothing");
                PreparedStatement select = connection.prepareStatement(
                        "select number from content_site where site = ? for update skip locked")) {
            insert.setObject(1, site);
            insert.executeUpdate();
            select.setObject(1, site);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new SiteContents(connection, site, row.getInt(1))) : Optional.empty();
            }
        }
    }

    /** The oldest that is not indexed. */
    Optional<Waiting> waiting(Instant failedBefore) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, snapshot, taken_at from restore_point
                where site = ? and state = 'AVAILABLE' and content in ('PENDING', 'FAILED')
                    and (content = 'PENDING' or content_tried_at < ?)
                order by taken_at, id limit 1""")) {
            select.setObject(1, site);
            select.setObject(2, failedBefore.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                return Optional.of(new Waiting(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant()));
            }
        }
    }

    /** Takes what came in as the files of that restore point. */
    void enter(Waiting point, Instant now) throws SQLException {
        Place place = placeFor(point);
        new Merge(connection, place).run();
        try (PreparedStatement update = connection.prepareStatement("""
                update restore_point set content = 'INDEXED', content_position = ?, content_failure = null, content_tried_at = ?,
                    version = version + 1 where id = ?""")) {
            update.setInt(1, place.position());
            update.setObject(2, now.atOffset(ZoneOffset.UTC));
            update.setObject(3, point.id());
            update.executeUpdate();
        }
        differences().keep(place.position());
        differences().keep(place.next());
    }

    void failed(Waiting point, ContentFailure failure, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update restore_point set content = 'FAILED', content_failure = jsonb_build_object('fr', ?::text, 'en', ?::text),
                    content_tried_at = ?, version = version + 1
                where id = ? and content in ('PENDING', 'FAILED')""")) {
            update.setString(1, failure.text().fr());
            update.setString(2, failure.text().en());
            update.setObject(3, now.atOffset(ZoneOffset.UTC));
            update.setObject(4, point.id());
            update.executeUpdate();
        }
    }

    /** Clears away what only one restore point had that has expired; false when there is none. */
    boolean clearOne() throws SQLException {
        UUID point;
        int position;
        try (PreparedStatement select = connection.prepareStatement("""
                select id, coalesce(content_position, 0) from restore_point
                where site = ? and state = 'EXPIRED' and content <> 'REMOVED' order by taken_at limit 1""")) {
            select.setObject(1, site);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return false;
                point = row.getObject(1, UUID.class);
                position = row.getInt(2);
            }
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update restore_point set content = 'REMOVED', content_position = null, content_failure = null, difference = null,
                    version = version + 1 where id = ?""")) {
            update.setObject(1, point);
            update.executeUpdate();
        }
        if (position > 0) {
            Place place = place(position);
            new Clearing(connection, place).run();
            differences().keep(place.next());
        }
        return true;
    }

    private Differences differences() {
        return new Differences(connection, site, number);
    }

    private Place placeFor(Waiting point) throws SQLException {
        int previous = edge("max", "(taken_at, id) < (?, ?)", point, 0);
        int next = edge(
                "min", "content_position > %d and (taken_at, id) > (?, ?)".formatted(previous), point, Place.STILL);
        if (next == Place.STILL) {
            // Behind the ends of versions that went with points which have expired, too.
            return new Place(number, Math.max(previous, lastBoundary()) + Place.STEP, previous, next);
        }
        if (next - 1 == previous) next = makeRoom(next);
        return new Place(number, next - 1, previous, next);
    }

    private int edge(String which, String where, Waiting point, int otherwise) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(%s(content_position), ?) from restore_point where site = ? and content_position is not null and %s"
                        .formatted(which, where))) {
            select.setInt(1, otherwise);
            select.setObject(2, site);
            select.setObject(3, point.takenAt().atOffset(ZoneOffset.UTC));
            select.setObject(4, point.id());
            return number(select);
        }
    }

    private int lastBoundary() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select greatest((select coalesce(max(from_position), 0) from content_file where site = ?),
                    (select coalesce(max(until_position), 0) from content_file where site = ? and until_position < 2147483647))""")) {
            select.setInt(1, number);
            select.setInt(2, number);
            return number(select);
        }
    }

    /** Moves everything from a position on, whose order stays. */
    private int makeRoom(int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update content_file set until_position = until_position + %d where site = %d and until_position >= %d and until_position < 2147483647"
                            .formatted(Place.STEP, number, from));
            // By way of the negative numbers: a version may come to where the next one of the same name still is.
            statement.executeUpdate(
                    "update content_file set from_position = -(from_position + %d) where site = %d and from_position >= %d"
                            .formatted(Place.STEP, number, from));
            statement.executeUpdate(
                    "update content_file set from_position = -from_position where site = %d and from_position < 0"
                            .formatted(number));
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update restore_point set content_position = content_position + ? where site = ? and content_position >= ?")) {
            update.setInt(1, Place.STEP);
            update.setObject(2, site);
            update.setInt(3, from);
            update.executeUpdate();
        }
        return from + Place.STEP;
    }

    private Place place(int position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select coalesce(max(content_position) filter (where content_position < ?), 0),
                    coalesce(min(content_position) filter (where content_position > ?), 2147483647)
                from restore_point where site = ? and content_position is not null""")) {
            select.setInt(1, position);
            select.setInt(2, position);
            select.setObject(3, site);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Place(number, position, row.getInt(1), row.getInt(2));
            }
        }
    }

    private static int number(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
