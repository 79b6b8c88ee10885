package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
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
import org.gardefou.diagnostics.language.Text;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The imports, as rows. */
@ApplicationScoped
class FeedImports {

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    FeedImports(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    void add(FeedImport one) {
        update(
                "insert into feed_import (id, feed, format, file, address, secret, fetched_at, fewer, state, requested_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                one.id(),
                one.feed(),
                one.format().name(),
                one.file(),
                one.address(),
                one.secret(),
                one.fetchedAt(),
                one.fewer(),
                one.state().name(),
                one.requestedAt());
    }

    Optional<FeedImport> find(UUID id) {
        return select("where id = ?", id).stream().findFirst();
    }

    Page<FeedImport> page(@Nullable String feed, PageRequest request) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder("where true");
        if (feed != null) {
            where.append(" and feed = ?");
            parameters.add(feed);
        }
        request.after().ifPresent(cursor -> {
            where.append(" and id < ?");
            parameters.add(cursor.uuid(0));
        });
        where.append(" order by id desc limit ").append(request.fetch());
        return Page.of(select(where.toString(), parameters.toArray()), request, one -> Cursor.after(one.id()));
    }

    /** Takes it up; false when it has ended before. */
    boolean start(UUID id) {
        return update("update feed_import set state = 'RUNNING' where id = ? and state in ('QUEUED', 'RUNNING')", id)
                == 1;
    }

    void fail(UUID id, Text problem, Instant now) {
        update(
                "update feed_import set state = 'FAILED', problem = ?::jsonb, ended_at = ? where id = ? and state in ('QUEUED', 'RUNNING')",
                write(problem),
                now,
                id);
    }

    /** One import of a feed at a time: the others wait here for the end of the transaction. */
    void lock(String feed) {
        select("select pg_advisory_xact_lock(hashtextextended('feed ' || ?, 0))", rows -> true, feed);
    }

    Optional<UUID> current(String feed) {
        return select(
                        "select id from feed_import where feed = ? and state = 'CURRENT'",
                        rows -> rows.getObject(1, UUID.class),
                        feed)
                .stream()
                .findFirst();
    }

    long records(UUID id) {
        return select("select count(distinct record) from vulnerability where import = ?", rows -> rows.getLong(1), id)
                .getFirst();
    }

    /** How many records the one has that the other has not. */
    long only(UUID id, @Nullable UUID other) {
        return select(
                        "select count(*) from (select record from vulnerability where import = ? except select record from vulnerability where import = ?) one",
                        rows -> rows.getLong(1),
                        id,
                        other)
                .getFirst();
    }

    /** The feed has these contents from the end of the transaction on. */
    void swap(FeedImport one, FeedImport.Counts counts, Instant fetchedAt, Instant now) {
        for (String table : List.of("vulnerability", "directory_entry", "feed_notice")) {
            update(
                    "delete from " + table
                            + " where import in (select id from feed_import where feed = ? and state = 'PREVIOUS')",
                    one.feed());
        }
        update("update feed_import set state = 'REPLACED' where feed = ? and state = 'PREVIOUS'", one.feed());
        update("update feed_import set state = 'PREVIOUS' where feed = ? and state = 'CURRENT'", one.feed());
        update(
                "update feed_import set state = 'CURRENT', counts = ?::jsonb, fetched_at = ?, ended_at = ? where id = ?",
                write(counts),
                fetchedAt,
                now,
                one.id());
    }

    private interface Row<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private List<FeedImport> select(String where, Object... parameters) {
        return select(
                "select id, feed, format, file, address, secret, fetched_at, fewer, state, problem, counts, requested_at, ended_at from feed_import "
                        + where,
                this::read,
                parameters);
    }

    private <T> List<T> select(String query, Row<T> row, @Nullable Object... parameters) {
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

    private int update(String statement, @Nullable Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            set(update, parameters);
            return update.executeUpdate();
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

    private FeedImport read(ResultSet row) throws SQLException {
        return new FeedImport(
                row.getObject(1, UUID.class),
                row.getString(2),
                FeedFormat.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                moment(row, 7),
                row.getBoolean(8),
                FeedImport.State.valueOf(row.getString(9)),
                read(row.getString(10), Text.class),
                read(row.getString(11), FeedImport.Counts.class),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                moment(row, 13));
    }

    private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private <T> @Nullable T read(@Nullable String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored import cannot be read", e);
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
