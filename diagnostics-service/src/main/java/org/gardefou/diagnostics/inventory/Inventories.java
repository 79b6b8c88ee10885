package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.inventory.Reading.State;
import org.jspecify.annotations.Nullable;

/** The stored inventories. Plain SQL: they are replaced as a whole, and there is no aggregate to guard. */
@ApplicationScoped
class Inventories {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    Inventories(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /**
     * An inventory as it is stored.
     *
     * @param place where it was looked; null: what comes next is not compared with it
     * @param readAt when the components were read; null: never
     */
    record Stored(
            Reading reading,
            @Nullable String place,
            @Nullable Instant readAt,
            Instant lookedAt) {}

    Optional<Stored> find(UUID site) {
        return find(site, "");
    }

    /** The same, which nobody else writes until the transaction ends. */
    Optional<Stored> lock(UUID site) {
        return find(site, " for update");
    }

    private Optional<Stored> find(UUID site, String how) {
        return select(
                        "select state, cms, notes, place, read_at, looked_at from inventory where site = ?" + how,
                        row -> stored(site, row),
                        site)
                .stream()
                .findFirst();
    }

    /** Whether the site is registered; it stays so until the transaction ends. */
    boolean holdSite(UUID site) {
        return !select("select 1 from site where id = ? for key share", row -> true, site)
                .isEmpty();
    }

    /** Nothing could be read: what was read before stays. */
    void missed(UUID site, Reading reading, Instant now) {
        update("""
                insert into inventory (site, state, notes, looked_at) values (?, ?, ?::jsonb, ?)
                on conflict (site) do update set state = excluded.state, notes = excluded.notes, looked_at = excluded.looked_at""", site, reading.state().name(), write(reading.notes()), now);
    }

    void store(UUID site, Reading reading, String place, Instant now) {
        update(
                """
                insert into inventory (site, state, cms, notes, place, read_at, looked_at) values (?, ?, ?, ?::jsonb, ?, ?, ?)
                on conflict (site) do update set state = excluded.state, cms = excluded.cms, notes = excluded.notes, place = excluded.place,
                    read_at = excluded.read_at, looked_at = excluded.looked_at""",
                site,
                reading.state().name(),
                reading.cms() == null ? null : reading.cms().name(),
                write(reading.notes()),
                place,
                now,
                now);
        update("delete from inventory_component where site = ?", site);
        List<Component> all = reading.components();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into inventory_component (site, kind, slug, path, name, version, facts)
                        select ?, kind, slug, path, name, version, facts::jsonb
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as c (kind, slug, path, name, version, facts)""")) {
            insert.setObject(1, site);
            insert.setArray(2, texts(connection, all, one -> one.kind().name()));
            insert.setArray(3, texts(connection, all, Component::slug));
            insert.setArray(4, texts(connection, all, Component::path));
            insert.setArray(5, texts(connection, all, Component::name));
            insert.setArray(6, texts(connection, all, Component::version));
            insert.setArray(7, texts(connection, all, one -> write(one.facts())));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** What is found next is not compared with what was found before. */
    void forgetPlace(UUID site) {
        update("update inventory set place = null where site = ?", site);
    }

    /** Sites whose inventory is missing or older than a moment, the longest waiting first. */
    List<UUID> due(Instant before, int most) {
        return select("""
                select s.id from site s left join inventory i on i.site = s.id
                where i.looked_at is null or i.looked_at < ?
                order by i.looked_at nulls first, s.id limit ?""", row -> row.getObject(1, UUID.class), before, most);
    }

    private Stored stored(UUID site, ResultSet row) throws SQLException {
        String cms = row.getString(2);
        OffsetDateTime readAt = row.getObject(5, OffsetDateTime.class);
        return new Stored(
                new Reading(
                        State.valueOf(row.getString(1)),
                        cms == null ? null : Cms.valueOf(cms),
                        components(site),
                        read(row.getString(3))),
                row.getString(4),
                readAt == null ? null : readAt.toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    private List<Component> components(UUID site) {
        return select(
                "select kind, slug, path, name, version, facts from inventory_component where site = ? order by kind = 'CMS' desc, kind, slug",
                row -> new Component(
                        ComponentKind.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        facts(row.getString(6))),
                site);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String query, Row<T> row, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            set(select, parameters);
            try (ResultSet rows = select.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) found.add(row.of(rows));
                return found;
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private void update(String statement, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            set(update, parameters);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static Array texts(Connection connection, List<Component> all, Function<Component, @Nullable String> column)
            throws SQLException {
        String[] values = new String[all.size()];
        for (int i = 0; i < values.length; i++) values[i] = column.apply(all.get(i));
        return connection.createArrayOf("text", values);
    }

    private List<String> read(String notes) {
        try {
            return json.readValue(notes, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored inventory cannot be read", e);
        }
    }

    private TrustFacts facts(String text) {
        try {
            return json.readValue(text, TrustFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored inventory cannot be read", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
