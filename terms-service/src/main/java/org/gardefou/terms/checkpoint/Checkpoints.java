package org.gardefou.terms.checkpoint;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The checkpoints that were made, in their order. */
@ApplicationScoped
public class Checkpoints {

    private static final HexFormat HEX = HexFormat.of();
    private static final String SELECT =
            "select number, id, origin, size, root, head, previous, key, at, body, jws from checkpoint ";

    private final AgroalDataSource dataSource;

    Checkpoints(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The last one made. */
    public Optional<Checkpoint> latest() {
        return read(SELECT + "order by number desc limit 1").stream().findFirst();
    }

    /** The one of that number. */
    public Optional<Checkpoint> numbered(long number) {
        return read(SELECT + "where number = ?", number).stream().findFirst();
    }

    /** The first one that covers each of these entries, up to one of that number; in their order, each once. */
    public List<Checkpoint> covering(Collection<Long> entries, long most) {
        return read(
                SELECT
                        + "where number in (select (select min(c.number) from checkpoint c where c.size >= e.seq) from unnest(?::bigint[]) e (seq))"
                        + " and number <= ? order by number",
                entries.toArray(),
                most);
    }

    Page<Checkpoint> page(PageRequest request) {
        long before = request.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        return Page.of(
                read(SELECT + "where number < ? order by number desc limit ?", before, (long) request.fetch()),
                request,
                checkpoint -> Cursor.after(checkpoint.number()));
    }

    void add(Checkpoint checkpoint) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into checkpoint (number, id, origin, size, root, head, previous, key, at, body, jws)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, checkpoint.number());
            insert.setObject(2, checkpoint.id());
            insert.setString(3, checkpoint.origin());
            insert.setLong(4, checkpoint.size());
            insert.setBytes(5, HEX.parseHex(checkpoint.root()));
            insert.setBytes(6, HEX.parseHex(checkpoint.head()));
            String previous = checkpoint.previous();
            insert.setBytes(7, previous == null ? null : HEX.parseHex(previous));
            insert.setString(8, checkpoint.key());
            insert.setObject(9, checkpoint.at().atOffset(ZoneOffset.UTC));
            insert.setString(10, checkpoint.body());
            insert.setString(11, checkpoint.jws());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The checkpoint cannot be kept", e);
        }
    }

    private List<Checkpoint> read(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Object[] array)
                    select.setArray(i + 1, connection.createArrayOf("bigint", array));
                else select.setObject(i + 1, parameters[i]);
            }
            List<Checkpoint> checkpoints = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) checkpoints.add(checkpoint(rows));
            }
            return checkpoints;
        } catch (SQLException e) {
            throw new PersistenceException("The checkpoints cannot be read", e);
        }
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        byte[] previous = row.getBytes(7);
        return new Checkpoint(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getLong(4),
                HEX.formatHex(row.getBytes(5)),
                HEX.formatHex(row.getBytes(6)),
                previous == null ? null : HEX.formatHex(previous),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getString(10),
                row.getString(11));
    }
}
