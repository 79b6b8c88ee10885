package org.gardefou.diagnostics.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.gardefou.diagnostics.connection.Pulses;
import org.gardefou.diagnostics.quarantine.Quarantine;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.diagnostics.sitechange.ChangeIntake.Stored;
import org.gardefou.diagnostics.sitechange.NewChange;
import org.gardefou.kit.commit.SharedCommit;

/**
 * Stores deliveries: what they changed, what is held, and the answer, in one transaction. Deliveries that come at the same time share it. One that was
 * delivered before writes nothing, and gets the answer of the first time.
 */
@ApplicationScoped
class DeliveryStore {

    private static final int WRITERS = 2;
    private static final int MOST = 200;
    private static final int WAITING = 2_000;

    // In one order for all: two transactions with the same deliveries would otherwise wait for each other. Who comes
    // second waits here for the first one's answer.
    private static final String FIRST_TIME = """
            insert into webhook_delivery (connection, webhook_id, received_at)
            select * from unnest(?::uuid[], ?::text[], ?::timestamptz[]) as d (connection, webhook_id, received_at)
            order by connection, webhook_id
            on conflict do nothing
            returning connection, webhook_id""";

    private static final String ANSWERED = """
            update webhook_delivery d set answer = a.answer
            from unnest(?::uuid[], ?::text[], ?::text[]) as a (connection, webhook_id, answer)
            where d.connection = a.connection and d.webhook_id = a.webhook_id""";

    private static final String EARLIER = "select answer from webhook_delivery where connection = ? and webhook_id = ?";

    private final SharedCommit<Delivery, Done> commits;
    private final ChangeIntake intake;
    private final Quarantine quarantine;
    private final Pulses pulses;
    private final ObjectMapper json;

    DeliveryStore(
            AgroalDataSource dataSource, ChangeIntake intake, Quarantine quarantine, Pulses pulses, ObjectMapper json) {
        this.intake = intake;
        this.quarantine = quarantine;
        this.pulses = pulses;
        this.json = json;
        this.commits = new SharedCommit<>("webhooks", dataSource, WRITERS, MOST, WAITING, this::storeAll);
    }

    /**
     * What became of a delivery.
     *
     * @param answer in JSON, to the letter that of the first time
     * @param changed the sites that it changed now
     */
    record Done(String answer, List<UUID> changed) {}

    /** The answer to a delivery. */
    record Answer(List<Outcome> outcomes) {}

    private record Key(UUID connection, String id) {
        static Key of(Delivery delivery) {
            return new Key(delivery.connection(), delivery.id());
        }
    }

    /**
     * Stores a delivery, and returns after its commit.
     *
     * @throws SharedCommit.Overloaded when too many wait
     */
    Done store(Delivery delivery) {
        try {
            return commits.storeLater(delivery).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    @PreDestroy
    void close() {
        commits.close();
    }

    private List<Done> storeAll(Connection database, List<Delivery> deliveries) throws SQLException {
        Map<Key, Delivery> fresh = firstTime(database, deliveries);
        Iterator<Stored> stored = intake.store(
                        database,
                        fresh.values().stream()
                                .flatMap(one -> changes(one).stream())
                                .toList())
                .iterator();
        Map<Key, Done> done = new HashMap<>();
        for (Map.Entry<Key, Delivery> one : fresh.entrySet())
            done.put(one.getKey(), done(database, one.getValue(), stored));
        answer(database, done);
        pulses.heard(database, deliveries.stream().map(Delivery::connection).toList(), now(deliveries));
        List<Done> all = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            // The same delivery twice in one transaction is one.
            Done first = fresh.get(Key.of(delivery)) == delivery ? done.get(Key.of(delivery)) : null;
            all.add(first == null ? earlier(database, delivery) : first);
        }
        return all;
    }

    private static Instant now(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::receivedAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Map<Key, Delivery> firstTime(Connection database, List<Delivery> deliveries) throws SQLException {
        Map<Key, Delivery> byKey = new HashMap<>();
        for (Delivery delivery : deliveries) byKey.putIfAbsent(Key.of(delivery), delivery);
        Map<Key, Delivery> fresh = new LinkedHashMap<>();
        try (PreparedStatement insert = database.prepareStatement(FIRST_TIME)) {
            insert.setArray(
                    1,
                    database.createArrayOf(
                            "uuid",
                            deliveries.stream().map(Delivery::connection).toArray()));
            insert.setArray(
                    2,
                    database.createArrayOf(
                            "text", deliveries.stream().map(Delivery::id).toArray()));
            insert.setArray(
                    3,
                    database.createArrayOf(
                            "text",
                            deliveries.stream()
                                    .map(one -> one.receivedAt()
                                            .atOffset(ZoneOffset.UTC)
                                            .toString())
                                    .toArray()));
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    Key key = new Key(rows.getObject(1, UUID.class), rows.getString(2));
                    fresh.put(key, Objects.requireNonNull(byKey.get(key)));
                }
            }
        }
        return fresh;
    }

    private static List<NewChange> changes(Delivery delivery) {
        return delivery.told().stream()
                .filter(Told.OfSite.class::isInstance)
                .map(told -> ((Told.OfSite) told).change())
                .toList();
    }

    private Done done(Connection database, Delivery delivery, Iterator<Stored> stored) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(delivery.told().size());
        List<UUID> changed = new ArrayList<>();
        for (Told told : delivery.told()) {
            switch (told) {
                case Told.OfSite(NewChange change) -> {
                    Stored one = stored.next();
                    if (!one.repeated()) changed.add(change.site().site());
                    outcomes.add(Outcome.stored(one.id()));
                }
                case Told.OfNobody(Quarantine.Holding holding) -> {
                    Optional<UUID> held = quarantine.hold(database, holding, delivery.receivedAt());
                    outcomes.add(
                            held.map(id -> Outcome.held(id, holding.reason())).orElseGet(Outcome::full));
                }
                case Told.Decided(Outcome outcome) -> outcomes.add(outcome);
            }
        }
        return new Done(write(new Answer(outcomes)), List.copyOf(changed));
    }

    private static void answer(Connection database, Map<Key, Done> done) throws SQLException {
        if (done.isEmpty()) return;
        List<Map.Entry<Key, Done>> all = List.copyOf(done.entrySet());
        try (PreparedStatement update = database.prepareStatement(ANSWERED)) {
            update.setArray(
                    1,
                    database.createArrayOf(
                            "uuid",
                            all.stream().map(one -> one.getKey().connection()).toArray()));
            update.setArray(
                    2,
                    database.createArrayOf(
                            "text", all.stream().map(one -> one.getKey().id()).toArray()));
            update.setArray(
                    3,
                    database.createArrayOf(
                            "text",
                            all.stream().map(one -> one.getValue().answer()).toArray()));
            update.executeUpdate();
        }
    }

    private static Done earlier(Connection database, Delivery delivery) throws SQLException {
        try (PreparedStatement select = database.prepareStatement(EARLIER)) {
            select.setObject(1, delivery.connection());
            select.setString(2, delivery.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new SQLException("The first delivery is gone: it was swept while this one came");
                return new Done(row.getString(1), List.of());
            }
        }
    }

    private String write(Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }
}
