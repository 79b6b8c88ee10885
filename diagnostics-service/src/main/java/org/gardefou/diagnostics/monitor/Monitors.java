package org.gardefou.diagnostics.monitor;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored monitors, in the caller's transaction. Plain SQL: ten thousand looks a minute are written by it. */
@ApplicationScoped
class Monitors {

    private static final String COLUMNS =
            "select site, seconds, paused, version, state, since, looked_at, known_at from monitor ";

    private final AgroalDataSource dataSource;
    private final MonitorConfig config;

    Monitors(AgroalDataSource dataSource, MonitorConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** A monitor as it is stored. */
    record Stored(
            UUID site,
            Duration interval,
            boolean paused,
            long version,
            Standing standing,
            @Nullable Instant lookedAt) {}

    /** On by default; the one that is there stays as it is. */
    void add(UUID site, Instant now) {
        update(
                "insert into monitor (site, due_at) values (?, ?) on conflict do nothing",
                site,
                Slots.next(site, config.interval(), now));
    }

    Optional<Stored> find(UUID site) {
        return select(COLUMNS + "where site = ?", this::stored, site).stream().findFirst();
    }

    /** The same, which nobody else writes until the transaction ends. */
    Optional<Stored> lock(UUID site) {
        return select(COLUMNS + "where site = ? for update", this::stored, site).stream()
                .findFirst();
    }

    /** Takes what is due, the longest waiting first, past what another replica takes at this moment; each is due again at its next turn. */
    List<UUID> take(Instant now, int most) {
        List<Stored> due = select(
                COLUMNS + "where not paused and due_at <= ? order by due_at limit ? for update skip locked",
                this::stored,
                now,
                most);
        for (Stored one : due) dueAt(one.site, Slots.next(one.site, one.interval, now));
        return due.stream().map(Stored::site).toList();
    }

    void dueAt(UUID site, Instant due) {
        update("update monitor set due_at = ? where site = ?", due, site);
    }

    /** Looks from now on by these settings; what lies between the last one and the next is not watched. */
    void change(Stored before, int seconds, boolean paused, Instant now) {
        update(
                "update monitor set seconds = ?, paused = ?, version = version + 1, known_at = null, due_at = ? where site = ?",
                seconds,
                paused,
                Slots.next(before.site, Duration.ofSeconds(seconds), now),
                before.site);
    }

    void stands(UUID site, Standing standing, Instant lookedAt) {
        update(
                "update monitor set state = ?, since = ?, known_at = ?, looked_at = ? where site = ?",
                standing.state().name(),
                standing.since(),
                standing.knownAt(),
                lookedAt,
                site);
    }

    /** Keeps what was watched, for who tells of it; an hour that was told of is told of again. */
    void watched(UUID site, Stretch part, boolean down) {
        update("""
                insert into monitor_hour (site, hour, watched, down)
                values (?, ?, tstzmultirange(tstzrange(?, ?)), case when ? then tstzmultirange(tstzrange(?, ?)) else '{}' end)
                on conflict (site, hour) do update set told = false,
                    watched = monitor_hour.watched + excluded.watched, down = monitor_hour.down + excluded.down""", site, part.hour(), part.from(), part.to(), down, part.from(), part.to());
    }

    /** An hour of a site that is to be told. */
    record Hour(UUID site, Instant hour) {}

    /** Takes hours that ended before a moment and are not told, as {@link #take} does. */
    List<Hour> takeUntold(Instant before, int most) {
        return select(
                """
                update monitor_hour set told = true where (site, hour) in (
                    select site, hour from monitor_hour where not told and hour <= ? order by hour limit ? for update skip locked)
                returning site, hour""", row -> new Hour(row.getObject(1, UUID.class), moment(row, 2)), before.minus(Stretch.HOUR), most);
    }

    List<Stretch> parts(Hour of, boolean down) {
        return select(
                "select lower(part), upper(part) from monitor_hour, unnest(%s) part where site = ? and hour = ? order by 1"
                        .formatted(down ? "down" : "watched"),
                row -> new Stretch(moment(row, 1), moment(row, 2)),
                of.site,
                of.hour);
    }

    void forget(Instant before) {
        update("delete from monitor_hour where hour < ? and told", before);
    }

    private Stored stored(ResultSet row) throws SQLException {
        int seconds = row.getInt(2);
        Duration interval = row.wasNull() ? config.interval() : Duration.ofSeconds(seconds);
        return new Stored(
                row.getObject(1, UUID.class),
                interval,
                row.getBoolean(3),
                row.getLong(4),
                new Standing(Standing.State.valueOf(row.getString(5)), time(row, 6), time(row, 8)),
                time(row, 7));
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
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
}
