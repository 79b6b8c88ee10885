package org.gardefou.terms.site;

import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * The sites and their restore points, kept from the bus. What is older than what is known changes nothing, so that a late or
 * repeated event cannot turn the clock back. Before all other listeners: they may ask for the site of their own event.
 */
@ApplicationScoped
@Priority(200)
public class Sites implements PanacheRepositoryBase<Site, UUID>, Listener {

    /** One that is told of after it went, of a time before, is gone still. */
    private static final String PUT = """
            insert into site (id, customer, connection, name, removed, at)
            select ?, ?, ?::uuid, ?, exists (select from site_gone g where g.site = ? and g.at >= ?), ?
            on conflict (id) do update set customer = excluded.customer, connection = excluded.connection,
                name = excluded.name, removed = excluded.removed, at = excluded.at
            where site.at <= excluded.at""";

    private static final String GONE = """
            insert into site_gone (site, at) values (?, ?)
            on conflict (site) do update set at = excluded.at where site_gone.at < excluded.at""";

    private static final String REMOVE = "update site set removed = true where id = ? and at <= ?";

    /** A point that is known to be gone or bad does not become good by hearing late of its making. */
    private static final String MADE = """
            insert into restore_point (id, site, taken_at, state, at) values (?, ?, ?, 'GOOD', ?)
            on conflict (id) do update set taken_at = excluded.taken_at""";

    private static final String SPOILT = """
            insert into restore_point (id, site, state, at) values (?, ?, ?, ?)
            on conflict (id) do update set state = excluded.state, at = excluded.at
            where restore_point.state <> 'EXPIRED' and (excluded.state = 'EXPIRED' or restore_point.at <= excluded.at)""";

    /**
     * What was said to be bad was looked at again and is good: storage was mounted again, a repository repaired. Of two that say otherwise at one moment the
     * bad one counts. A point that went stays gone. That a point could not be booted takes nothing from what a boot before showed, and is known of the
     * last boot, however late that one is told.
     */
    private static final String VERIFIED = """
            insert into restore_point as known (id, site, taken_at, state, evidence, boot_failed, boot_told_at, at)
            values (?, ?, ?, 'GOOD', ?, ?, ?, ?)
            on conflict (id) do update set taken_at = excluded.taken_at,
                (state, evidence) = (select case when newer then 'GOOD' else known.state end, case when newer then excluded.evidence else known.evidence end
                    from (select known.at < excluded.at or known.at = excluded.at and known.state <> 'CORRUPTED' as newer) which),
                at = greatest(known.at, excluded.at),
                boot_failed = case when known.boot_told_at is null or known.boot_told_at <= excluded.boot_told_at
                    then coalesce(excluded.boot_failed, known.boot_failed) else known.boot_failed end,
                boot_told_at = greatest(known.boot_told_at, excluded.boot_told_at)
            where known.state <> 'EXPIRED'""";

    /**
     * A look that is told late, after a healthy one that is younger, is over by then: it may have been so before, which nobody can tell any more, and a
     * restore point of that time is better not called good.
     */
    private static final String BROKEN = """
            insert into site_breakage (site, since, seen_at, healed_at)
            select ?, ?, ?, (select h.healthy_at from site_health h where h.site = ? and h.healthy_at >= ?)
            on conflict (site) where healed_at is null do update set since = least(site_breakage.since, excluded.since),
                seen_at = greatest(site_breakage.seen_at, excluded.seen_at)""";

    private static final String HEALTHY = """
            insert into site_health (site, healthy_at) values (?, ?)
            on conflict (site) do update set healthy_at = excluded.healthy_at where site_health.healthy_at < excluded.healthy_at""";

    /** Not by a look that is told late: the site was seen broken since. */
    private static final String HEALED =
            "update site_breakage set healed_at = ? where site = ? and healed_at is null and seen_at <= ?";

    private final AgroalDataSource dataSource;

    Sites(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is used of {@code site.registered} and {@code site.moved}. */
    record Registered(UUID site, UUID customer, @Nullable UUID connection, String name, Instant at) {}

    /** What is used of {@code site.removed}. */
    record Removed(UUID site, Instant at) {}

    /** What is used of {@code restore-point.created}. */
    record Created(UUID restorePoint, UUID site, Instant takenAt, Instant at) {}

    /** What is used of {@code restore-point.expired} and {@code restore-point.corrupted}. */
    record Spoilt(UUID restorePoint, UUID site, Instant at) {}

    /** What is used of {@code restore-point.verified}. */
    record Verified(UUID restorePoint, UUID site, Instant takenAt, String state, List<Piece> evidence, Instant at) {

        record Piece(String step, String outcome) {}

        /** Whether the site in it did not answer when it was restored in a place apart; null: that was not tried, or not possible. */
        @Nullable Boolean bootFailed() {
            return evidence.stream()
                    .filter(piece -> piece.step.equals("BOOTED") && !piece.outcome.equals("NOT_POSSIBLE"))
                    .findFirst()
                    .map(piece -> piece.outcome.equals("FAILED"))
                    .orElse(null);
        }
    }

    /** What is used of {@code site.diagnosed}. */
    record Diagnosed(
            UUID site,
            @Nullable Reason reason,
            String health,
            @Nullable Cause cause,
            @Nullable TiedTo change,
            Instant at) {

        record Reason(@Nullable UUID restore, @Nullable UUID during) {}

        record Cause(@Nullable Instant firstSeen) {}

        record TiedTo(@Nullable Instant happenedAt) {}

        /** What is seen of a restore at work, or of its outcome that may be taken back, is not the site's own state. */
        boolean ofRestore() {
            return reason != null && (reason.restore != null || reason.during != null);
        }

        boolean broken() {
            return health.equals("DOWN") || (health.equals("DEGRADED") && change != null);
        }

        /** The earliest moment from which it may have been broken. */
        Instant since() {
            return Stream.of(
                            Optional.ofNullable(change).map(TiedTo::happenedAt),
                            Optional.ofNullable(cause).map(Cause::firstSeen),
                            Optional.of(at))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElse(at);
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("site.registered", "site.moved"), Registered.class, this::put)
                .on("site.removed", Removed.class, this::remove)
                .on("site.diagnosed", Diagnosed.class, this::diagnosed)
                .on("restore-point.created", Created.class, this::made)
                .on("restore-point.verified", Verified.class, this::verified)
                .on("restore-point.expired", Spoilt.class, event -> spoilt(event, "EXPIRED"))
                .on("restore-point.corrupted", Spoilt.class, event -> spoilt(event, "CORRUPTED"));
    }

    private void put(BusEvent<Registered> event) {
        Registered site = event.data();
        execute(PUT, site.site, site.customer, site.connection, site.name, site.site, site.at, site.at);
    }

    private void remove(BusEvent<Removed> event) {
        Removed site = event.data();
        execute(GONE, site.site, site.at);
        execute(REMOVE, site.site, site.at);
    }

    private void diagnosed(BusEvent<Diagnosed> event) {
        Diagnosed seen = event.data();
        if (seen.health.equals("HEALTHY")) {
            execute(HEALTHY, seen.site, seen.at);
            execute(HEALED, seen.at, seen.site, seen.at);
        } else if (seen.broken() && !seen.ofRestore())
            execute(BROKEN, seen.site, seen.since(), seen.at, seen.site, seen.at);
    }

    private void made(BusEvent<Created> event) {
        Created point = event.data();
        execute(MADE, point.restorePoint, point.site, point.takenAt, point.at);
    }

    private void verified(BusEvent<Verified> event) {
        Verified point = event.data();
        @Nullable Boolean bootFailed = point.bootFailed();
        execute(
                VERIFIED,
                point.restorePoint,
                point.site,
                point.takenAt,
                point.state,
                bootFailed,
                bootFailed == null ? null : point.at,
                point.at);
    }

    private void spoilt(BusEvent<Spoilt> event, String state) {
        Spoilt point = event.data();
        execute(SPOILT, point.restorePoint, point.site, state, point.at);
    }

    private void execute(String sql, @Nullable Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i];
                statement.setObject(i + 1, value);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The site could not be kept", e);
        }
    }
}
