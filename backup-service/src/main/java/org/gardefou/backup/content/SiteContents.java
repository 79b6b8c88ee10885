package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The restore points of one site and their places in the index, for the one transaction that holds the site. */
final class SiteContents {

    private final Connection connection;
    private final UUID site;
    private final int number;
    private final long versions;

    private SiteContents(Connection connection, UUID site, int number, long versions) {
        this.connection = connection;
        this.site = site;
        this.number = number;
        this.versions = versions;
    }

    /**
     * A restore point whose files are to be read.
     *
     * @param files as the backup counted them
     */
    record Waiting(UUID id, String snapshot, Instant takenAt, long files) {}

    /** Holds a site until the end of the transaction; empty when another one holds it. */
    static Optional<SiteContents> lock(Connection connection, UUID site) throws SQLException {
        // An advisory lock, since all that waits for a row would wait here: who comes second has better things to do.
        try (PreparedStatement hold = connection.prepareStatement("select pg_try_advisory_xact_lock(?)");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into content_site (site) values (?) on conflict do nothing");
                PreparedStatement select =
                        connection.prepareStatement("select number, versions from content_site where site = ?")) {
            hold.setLong(1, site.getMostSignificantBits() ^ site.getLeastSignificantBits());
            try (ResultSet row = hold.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) return Optional.empty();
            }
            insert.setObject(1, site);
            insert.executeUpdate();
            select.setObject(1, site);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.of(new SiteContents(connection, site, row.getInt(1), row.getLong(2)));
            }
        }
    }

    /** How many the index had of the site when it was locked. */
    long versions() {
        return versions;
    }

    /** The oldest that is not indexed. */
    Optional<Waiting> waiting(Instant failedBefore) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, snapshot, taken_at, files from restore_point
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
                        row.getObject(3, java.time.OffsetDateTime.class).toInstant(),
                        row.getLong(4)));
            }
        }
    }

    /** Takes what came in as the files of that restore point. */
    void enter(Waiting point, Instant now) throws SQLException {
        Place place = places().forPoint(point);
        counted(new Merge(connection, place).run());
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
            Place place = places().at(position);
            counted(-new Clearing(connection, place).run());
            differences().keep(place.next());
        }
        return true;
    }

    private void counted(long more) throws SQLException {
        if (more == 0) return;
        try (PreparedStatement update = connection.prepareStatement(
                "update content_site set versions = greatest(0, versions + ?) where number = ?")) {
            update.setLong(1, more);
            update.setInt(2, number);
            update.executeUpdate();
        }
    }

    private Places places() {
        return new Places(connection, site, number);
    }

    private Differences differences() {
        return new Differences(connection, site, number);
    }
}
