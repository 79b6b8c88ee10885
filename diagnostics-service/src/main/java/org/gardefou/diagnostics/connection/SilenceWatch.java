package org.gardefou.diagnostics.connection;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.RelayBell;

/** Notices connections that have fallen silent. Who was never heard is not missed: its hook is not installed yet. */
@ApplicationScoped
class SilenceWatch implements RepeatedJob {

    private final AgroalDataSource dataSource;
    private final Pulses pulses;
    private final RelayBell bell;
    private final ConnectionConfig config;
    private final Clock clock;

    SilenceWatch(AgroalDataSource dataSource, Pulses pulses, RelayBell bell, ConnectionConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.pulses = pulses;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "silent-connections";
    }

    /** A silence is noticed a minute late at most; one look into an index. */
    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew().run(this::look);
        bell.ring();
    }

    private void look() {
        Instant now = clock.instant();
        try (Connection database = dataSource.getConnection()) {
            pulses.fallSilent(database, now.minus(config.silentAfter()), now);
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }
}
