package org.gardefou.kit.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox, as the relay reads it.
 *
 * @param seq its place in the order of publication
 * @param time when it happened
 * @param trace W3C traceparent of the step that made it
 * @param headers more Kafka headers, as a JSON object of strings
 */
public record OutboxRow(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        Instant time,
        String trace,
        @Nullable String headers,
        String data) {

    /** Any number does, as long as it is the outbox's own in this database. */
    private static final long RELAY_LOCK = 0x6f7574626f78L;

    /**
     * Lock and rows in one statement: rows are deleted as they are read, and come back if the transaction does not commit.
     * The lock is taken before any row is looked at, because a CTE that the main query depends on is evaluated first.
     */
    private static final String TAKE = """
            with turn as materialized (select pg_try_advisory_xact_lock(?) as mine),
                 oldest as materialized (
                    select seq from outbox where (select mine from turn) order by seq limit ?),
                 taken as (
                    delete from outbox where seq = any (array(select seq from oldest))
                    returning seq, id, topic, key, type, time, trace, headers, data)
            select seq, id, topic, key, type, time, trace, headers, data from taken order by seq""";

    static List<OutboxRow> take(Connection connection, int most) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, RELAY_LOCK);
            take.setInt(2, most);
            try (ResultSet result = take.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                while (result.next()) rows.add(read(result));
                return rows;
            }
        }
    }

    private static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
