package org.gardefou.backup.content;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.UUID;
import org.gardefou.backup.content.SiteContents.Waiting;

/** Gives the restore points of a site their positions, in the order of their times. */
final class Places {

    private final Connection connection;
    private final UUID site;
    private final int number;

    Places(Connection connection, UUID site, int number) {
        this.connection = connection;
        this.site = site;
        this.number = number;
    }

    /** Where one comes that is not indexed yet; makes room for it where there is none. */
    Place forPoint(Waiting point) throws SQLException {
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

    /** Where one is. */
    Place at(int position) throws SQLException {
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
