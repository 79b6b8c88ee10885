package org.gardefou.backup.content;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.content.GroupSums.Change;
import org.gardefou.backup.content.GroupSums.Counts;
import org.gardefou.backup.content.GroupSums.Sum;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** Tells the bus how a restore point differs from the one before it, once both are indexed. */
@ApplicationScoped
class Telling {

    /** A comparison of some hundred thousand files, which nobody waits for. */
    private static final int ROWS_AT_ONCE = 2_000;

    private final AgroalDataSource dataSource;
    private final Outbox outbox;
    private final Clock clock;

    Telling(AgroalDataSource dataSource, Outbox outbox, Clock clock) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A restore point that is told of, by name and time. */
    record Since(UUID restorePoint, Instant takenAt) {}

    /** The data of {@code restore-point.compared}. */
    record Compared(
            UUID restorePoint,
            UUID site,
            UUID customer,
            Instant takenAt,
            Since since,
            Counts files,
            List<Sum> groups,
            long moreGroups,
            Instant at) {}

    private record Pair(UUID id, UUID customer, Instant takenAt, Since since, int number, int from, int to) {}

    /**
     * Tells of the newest point of a site that nothing was told of, or something else: the newest is what somebody asks about first.
     *
     * @return whether there may be more to tell
     */
    boolean next(UUID site) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                Optional<Pair> found = pair(connection, site);
                if (found.isEmpty()) return false;
                Pair pair = found.get();
                Instant now = clock.instant();
                tell(site, pair, sums(connection, pair), now);
                told(connection, pair.id(), now);
                return true;
            }
        });
    }

    /** Held until the end of the transaction: who indexes an earlier point meanwhile waits, and has it told anew. */
    private static Optional<Pair> pair(Connection connection, UUID site) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select p.id, p.customer, p.taken_at, b.id, b.taken_at, c.number, b.content_position, p.content_position
                from restore_point p
                join restore_point b on b.id = (p.difference ->> 'since')::uuid and b.content_position is not null
                join content_site c on c.site = p.site
                where p.site = ? and p.difference is not null and p.compared_at is null and p.content_position is not null
                order by p.taken_at desc, p.id desc limit 1 for update of p""")) {
            select.setObject(1, site);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                return Optional.of(new Pair(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        time(row, 3),
                        new Since(row.getObject(4, UUID.class), time(row, 5)),
                        row.getInt(6),
                        row.getInt(7),
                        row.getInt(8)));
            }
        }
    }

    /** What {@link Differences} counts, file by file. */
    private static GroupSums sums(Connection connection, Pair pair) throws SQLException {
        GroupSums sums = new GroupSums();
        try (PreparedStatement select =
                connection.prepareStatement("""
                select f.path, coalesce(c.name, g.name), g.name is null, c.name is null
                from (select * from content_file where site = %1$d and kind <> 1 and until_position > %2$d and until_position <= %3$d
                          and until_position < 2147483647 and from_position <= %2$d) g
                full join (select * from content_file where site = %1$d and kind <> 1 and from_position > %2$d
                          and from_position <= %3$d and until_position > %3$d) c on c.folder = g.folder and c.name = g.name
                join content_folder f on f.site = %1$d and f.id = coalesce(c.folder, g.folder)
                where (c.size, c.modified, c.kind, c.permissions) is distinct from (g.size, g.modified, g.kind, g.permissions)""".formatted(pair.number(), pair.from(), pair.to()))) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Change change =
                            row.getBoolean(3) ? Change.ADDED : row.getBoolean(4) ? Change.REMOVED : Change.CHANGED;
                    sums.add(FileGroup.of(row.getString(1), row.getString(2)), change);
                }
            }
        }
        return sums;
    }

    private void tell(UUID site, Pair pair, GroupSums sums, Instant now) {
        Compared told = new Compared(
                pair.id(),
                site,
                pair.customer(),
                pair.takenAt(),
                pair.since(),
                sums.all(),
                sums.largest(),
                sums.more(),
                now);
        outbox.add(Event.of("gardefou.backups", "restore-point.compared", site, told));
    }

    private static void told(Connection connection, UUID point, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update restore_point set compared_at = ? where id = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, point);
            update.executeUpdate();
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
