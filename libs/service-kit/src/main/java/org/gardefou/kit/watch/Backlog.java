package org.gardefou.kit.watch;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much waits, as metrics: {@code gardefou.outbox.rows} (counted up to 100,000), {@code gardefou.outbox.oldest} in seconds and
 * {@code gardefou.dead.letters}. Each is a statement over an index when the metrics are read; without a database they are not a
 * number.
 */
@ApplicationScoped
class Backlog {

    private static final String ROWS = "select count(*) from (select 1 from outbox limit 100000) as waiting";
    private static final String OLDEST =
            "select coalesce((select extract(epoch from now() - time) from outbox order by seq limit 1), 0)";
    private static final String LETTERS =
            "select count(*) from dead_letter where replayed_at is null and discarded_at is null";

    private final AgroalDataSource dataSource;
    private final MeterRegistry meters;

    Backlog(AgroalDataSource dataSource, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.meters = meters;
    }

    void measure(@Observes StartupEvent event) {
        gauge("gardefou.outbox.rows", "Events that wait to be published", ROWS);
        Gauge.builder("gardefou.outbox.oldest", () -> number(OLDEST))
                .description("Age of the event that has waited longest to be published")
                .baseUnit("seconds")
                .register(meters);
        gauge("gardefou.dead.letters", "Events that wait for an operator", LETTERS);
    }

    private void gauge(String name, String meaning, String sql) {
        Gauge.builder(name, () -> number(sql)).description(meaning).register(meters);
    }

    private double number(String sql) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getDouble(1) : Double.NaN;
        } catch (SQLException e) {
            return Double.NaN;
        }
    }
}
