package org.gardefou.kit.bus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.trace.Trace;

/** A feature of the test application: it writes down what arrives, and can be told to fail. */
@ApplicationScoped
class Parcels implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Parcel(UUID key, int number, boolean broken) {}

    private final AtomicInteger failuresLeft = new AtomicInteger(Integer.MAX_VALUE);

    private final AtomicInteger failures = new AtomicInteger();

    private final AgroalDataSource dataSource;

    Parcels(AgroalDataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement create = connection.prepareStatement(
                        "create table if not exists parcel (n bigint generated always as identity, key uuid, number int, time timestamptz, trace text)")) {
            create.executeUpdate();
        }
    }

    /** Says how many more deliveries of broken parcels fail before they are taken after all. */
    void failBrokenOnes(int times) {
        failuresLeft.set(times);
    }

    /** How many deliveries have failed. */
    int failures() {
        return failures.get();
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("parcel.sent", Parcel.class, this::arrived);
    }

    private void arrived(BusEvent<Parcel> event) {
        if (event.data().broken() && failuresLeft.getAndDecrement() > 0) {
            failures.incrementAndGet();
            throw new IllegalStateException("broken parcel");
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into parcel (key, number, time, trace) values (?, ?, ?, ?)")) {
            insert.setObject(1, event.data().key());
            insert.setInt(2, event.data().number());
            insert.setObject(3, event.time().atOffset(ZoneOffset.UTC));
            insert.setString(4, Trace.current().traceId());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers that arrived for a key, in the order of their effects. */
    List<Integer> numbersOf(UUID key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select number from parcel where key = ? order by n")) {
            select.setObject(1, key);
            try (ResultSet rows = select.executeQuery()) {
                List<Integer> numbers = new ArrayList<>();
                while (rows.next()) numbers.add(rows.getInt(1));
                return numbers;
            }
        }
    }

    record Arrival(Instant time, String traceId) {}

    /** What the events of a key said of themselves when they arrived, in the order of their effects. */
    List<Arrival> arrivalsOf(UUID key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select time, trace from parcel where key = ? order by n")) {
            select.setObject(1, key);
            try (ResultSet rows = select.executeQuery()) {
                List<Arrival> arrivals = new ArrayList<>();
                while (rows.next()) {
                    arrivals.add(
                            new Arrival(rows.getObject(1, OffsetDateTime.class).toInstant(), rows.getString(2)));
                }
                return arrivals;
            }
        }
    }
}
