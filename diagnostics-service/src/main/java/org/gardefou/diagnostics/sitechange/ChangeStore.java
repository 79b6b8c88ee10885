package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.gardefou.kit.commit.SharedCommit;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.RelayBell;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.trace.Trace;

/**
 * Stores changes: the row and its event in one statement, and reports that come at the same time in the same statement and commit.
 * One round trip and one fsync for all of them; each is answered by its own outcome.
 */
@ApplicationScoped
class ChangeStore {

    private static final String TOPIC = "gardefou.site-changes";

    /** Two writers: while one waits for the disk, the other gathers. */
    private static final int WRITERS = 2;

    private static final int MOST = 500;
    private static final int WAITING = 5_000;

    /** A broker takes about a million bytes; a change that is told on the bus and kept by every reader should be far from it. */
    private static final int LONGEST = 64 * 1024;

    // In one order for all: two statements that repeat each other's reports would otherwise wait for each other.
    private static final String STORE = """
            with incoming as (
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::uuid[], ?::text[])
                    as i (id, site, source, event_id, type, happened_at, data, event, trace)),
            stored as (
                insert into site_change (id, site, source, event_id, type, happened_at, data)
                select id, site, source, event_id, type, happened_at, data from incoming
                order by site, source, event_id
                on conflict (site, source, event_id) do nothing
                returning id),
            told as (
                insert into outbox (id, topic, key, type, time, trace, data)
                select event, '%s', site::text, type, happened_at, trace, data from incoming
                where id in (select id from stored))
            select id from stored""".formatted(TOPIC);

    private static final String EARLIER = "select c.id, c.site, c.source, c.event_id from site_change c"
            + " join unnest(?::uuid[], ?::text[], ?::text[]) as w (site, source, event_id)"
            + " on c.site = w.site and c.source = w.source and c.event_id = w.event_id";

    private final SharedCommit<NewChange, Stored> commits;
    private final RelayBell bell;
    private final ObjectMapper json;
    private final Clock clock;

    ChangeStore(AgroalDataSource dataSource, RelayBell bell, ObjectMapper json, Clock clock) {
        this.bell = bell;
        this.json = json;
        this.clock = clock;
        this.commits = new SharedCommit<>("site-changes", dataSource, WRITERS, MOST, WAITING, ChangeStore::storeAll);
    }

    /**
     * What became of a report.
     *
     * @param id of the change, the earlier one when the report was a repetition
     */
    record Stored(UUID id, boolean repeated) {}

    /**
     * Stores one report; complete after its commit.
     *
     * @throws SharedCommit.Overloaded when too many wait
     */
    CompletableFuture<Stored> store(NewChange change) {
        return commits.storeLater(change).whenComplete((stored, failed) -> {
            if (failed == null) bell.ring();
        });
    }

    /** Makes a report ready to be stored. */
    NewChange prepare(Known site, ReportedChange reported, Trace trace) {
        UUID id = Ids.next();
        String told = write(told(id, site, reported, clock.instant()));
        checkLength(told.length());
        return new NewChange(id, site, reported, told, trace.traceparent());
    }

    /** Refuses what is too long to be told on the bus. */
    static void checkLength(int characters) {
        if (characters > LONGEST) {
            throw Problems.of(
                    ProblemType.TOO_LARGE,
                    "What changed may be told in %d characters, this takes %d. Leave out of before and after what did not change."
                            .formatted(LONGEST, characters));
        }
    }

    /** Stores reports that came together, in one statement, in the transaction of the connection. */
    List<Stored> storeTogether(Connection connection, List<NewChange> changes) throws SQLException {
        return storeAll(connection, changes);
    }

    @PreDestroy
    void close() {
        commits.close();
    }

    private static ObjectNode told(UUID id, Known site, ReportedChange reported, Instant now) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("change", id.toString());
        told.put("site", site.site().toString());
        told.put("customer", site.customer().toString());
        told.setAll(reported.data());
        told.put("source", reported.source());
        told.put("happenedAt", reported.time().toString());
        told.put("receivedAt", now.toString());
        return told;
    }

    /** By the mapper: a node's own {@code toString} makes more garbage than text. */
    private String write(ObjectNode told) {
        try {
            return json.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Stored> storeAll(Connection connection, List<NewChange> changes) throws SQLException {
        Set<UUID> stored = new HashSet<>();
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setArray(1, array(connection, "uuid", changes, NewChange::id));
            store.setArray(2, array(connection, "uuid", changes, change -> change.site()
                    .site()));
            store.setArray(3, array(connection, "text", changes, change -> change.reported()
                    .source()));
            store.setArray(4, array(connection, "text", changes, change -> change.reported()
                    .eventId()));
            store.setArray(5, array(connection, "text", changes, change -> change.reported()
                    .type()
                    .fullName()));
            store.setArray(6, array(connection, "text", changes, change -> change.reported()
                    .time()
                    .toString()));
            store.setArray(7, array(connection, "text", changes, NewChange::told));
            store.setArray(8, array(connection, "uuid", changes, change -> Ids.next()));
            store.setArray(9, array(connection, "text", changes, NewChange::trace));
            try (ResultSet rows = store.executeQuery()) {
                while (rows.next()) stored.add(rows.getObject(1, UUID.class));
            }
        }
        Map<List<String>, UUID> earlier = stored.size() == changes.size() ? Map.of() : earlier(connection, changes);
        List<Stored> outcomes = new ArrayList<>(changes.size());
        for (NewChange change : changes) {
            outcomes.add(
                    stored.contains(change.id())
                            ? new Stored(change.id(), false)
                            : new Stored(earlier.getOrDefault(key(change), change.id()), true));
        }
        return outcomes;
    }

    private static Map<List<String>, UUID> earlier(Connection connection, List<NewChange> changes) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EARLIER)) {
            select.setArray(1, array(connection, "uuid", changes, change -> change.site()
                    .site()));
            select.setArray(2, array(connection, "text", changes, change -> change.reported()
                    .source()));
            select.setArray(3, array(connection, "text", changes, change -> change.reported()
                    .eventId()));
            try (ResultSet rows = select.executeQuery()) {
                Map<List<String>, UUID> found = new HashMap<>();
                while (rows.next()) {
                    found.put(
                            List.of(rows.getString(2), rows.getString(3), rows.getString(4)),
                            rows.getObject(1, UUID.class));
                }
                return found;
            }
        }
    }

    private static List<String> key(NewChange change) {
        return List.of(
                change.site().site().toString(),
                change.reported().source(),
                change.reported().eventId());
    }

    private static java.sql.Array array(
            Connection connection, String type, List<NewChange> changes, Function<NewChange, Object> column)
            throws SQLException {
        Object[] values = new Object[changes.size()];
        for (int i = 0; i < values.length; i++) values[i] = column.apply(changes.get(i));
        return connection.createArrayOf(type, values);
    }
}
