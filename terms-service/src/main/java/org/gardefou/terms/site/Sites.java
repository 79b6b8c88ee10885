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
import java.util.Set;
import java.util.UUID;
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

    private static final String PUT = """
            insert into site (id, customer, connection, name, removed, at) values (?, ?, ?, ?, false, ?)
            on conflict (id) do update set customer = excluded.customer, connection = excluded.connection,
                name = excluded.name, removed = excluded.removed, at = excluded.at
            where site.at <= excluded.at""";

    private static final String REMOVE = "update site set removed = true, at = ? where id = ? and at <= ?";

    /** A point that is known to be gone or bad does not become good by hearing late of its making. */
    private static final String MADE = """
            insert into restore_point (id, site, taken_at, state, at) values (?, ?, ?, 'GOOD', ?)
            on conflict (id) do update set taken_at = excluded.taken_at""";

    private static final String SPOILT = """
            insert into restore_point (id, site, state, at) values (?, ?, ?, ?)
            on conflict (id) do update set state = excluded.state, at = excluded.at where restore_point.at <= excluded.at""";

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

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("site.registered", "site.moved"), Registered.class, this::put)
                .on("site.removed", Removed.class, this::remove)
                .on("restore-point.created", Created.class, this::made)
                .on("restore-point.expired", Spoilt.class, event -> spoilt(event, "EXPIRED"))
                .on("restore-point.corrupted", Spoilt.class, event -> spoilt(event, "CORRUPTED"));
    }

    private void put(BusEvent<Registered> event) {
        Registered site = event.data();
        execute(PUT, site.site, site.customer, site.connection, site.name, site.at);
    }

    private void remove(BusEvent<Removed> event) {
        Removed site = event.data();
        execute(REMOVE, site.at, site.site, site.at);
    }

    private void made(BusEvent<Created> event) {
        Created point = event.data();
        execute(MADE, point.restorePoint, point.site, point.takenAt, point.at);
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
