package org.gardefou.kit.outbox;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Events to publish once, and only if, the caller's transaction commits (the transactional outbox pattern).
 *
 * <p>Nothing is sent to Kafka from inside a request: the row is written here, {@link Relay} publishes it.
 */
@ApplicationScoped
public class Outbox {

    /** Columns in the order of {@link #bind}; shared with writers that put rows in by a statement of their own. */
    static final String INSERT =
            "insert into outbox (id, topic, key, type, time, trace, headers, data) values (?, ?, ?, ?, now(), ?, ?, ?)";

    private static final String INSERT_AGAIN =
            "insert into outbox (id, topic, key, type, time, trace, headers, data) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transaction;
    private final RelayBell bell;
    private final ObjectMapper json;

    public Outbox(
            AgroalDataSource dataSource,
            TransactionSynchronizationRegistry transaction,
            RelayBell bell,
            ObjectMapper json) {
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.bell = bell;
        this.json = json;
    }

    /** Adds one event to the caller's transaction; without a transaction it fails. */
    @Transactional(MANDATORY)
    public void add(Event event) {
        addAll(List.of(event));
    }

    /** Adds events in their order, in one round trip. */
    @Transactional(MANDATORY)
    public void addAll(List<Event> events) {
        if (events.isEmpty()) return;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Event event : events) {
                bind(insert, Ids.next(), event.topic(), event.key().toString(), event.type(), null, write(event));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new OutboxUnavailable(e);
        }
        ringAfterCommit();
    }

    /**
     * Adds a record whose value is not ours to change: a dead letter on its way to its topic.
     *
     * @param headers more Kafka headers, as a JSON object of strings
     */
    @Transactional(MANDATORY)
    public void forward(String topic, String key, String type, String headers, String value) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, Ids.next(), topic, key, type, headers, value);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxUnavailable(e);
        }
        ringAfterCommit();
    }

    /** Adds a row that was set aside once more, as it was: its id, its time, its trace. */
    @Transactional(MANDATORY)
    public void addAgain(
            UUID id,
            String topic,
            String key,
            String type,
            Instant time,
            String trace,
            @Nullable String headers,
            String data) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT_AGAIN)) {
            insert.setObject(1, id);
            insert.setString(2, topic);
            insert.setString(3, key);
            insert.setString(4, type);
            insert.setObject(5, time.atOffset(ZoneOffset.UTC));
            insert.setString(6, trace);
            insert.setString(7, headers);
            insert.setString(8, data);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxUnavailable(e);
        }
        ringAfterCommit();
    }

    /** The JSON of an event's data, for writers that insert their rows in bulk. */
    public String write(Event event) {
        try {
            return json.writeValueAsString(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Event data of " + event.type() + " cannot be written as JSON", e);
        }
    }

    private static void bind(
            PreparedStatement insert,
            UUID id,
            String topic,
            String key,
            String type,
            @Nullable String headers,
            String data)
            throws SQLException {
        insert.setObject(1, id);
        insert.setString(2, topic);
        insert.setString(3, key);
        insert.setString(4, type);
        insert.setString(5, Trace.current().traceparent());
        insert.setString(6, headers);
        insert.setString(7, data);
    }

    private void ringAfterCommit() {
        if (transaction.getResource(Outbox.class) != null) return;
        transaction.putResource(Outbox.class, Boolean.TRUE);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                bell.ring();
            }
        });
    }

    /** The row could not be written; the caller's transaction is lost with it, as it must be. */
    static final class OutboxUnavailable extends jakarta.persistence.PersistenceException {
        private static final long serialVersionUID = 1L;

        OutboxUnavailable(SQLException cause) {
            super("The outbox row could not be written", cause);
        }
    }
}
