package org.gardefou.kit.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets ids of events that the broker itself has long forgotten. */
@ApplicationScoped
class InboxSweep implements RepeatedJob {

    private final AgroalDataSource dataSource;
    private final BusConfig config;
    private final Clock clock;

    InboxSweep(AgroalDataSource dataSource, BusConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "inbox-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() throws SQLException {
        OffsetDateTime before = clock.instant().minus(config.remember()).atOffset(ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sweep = connection.prepareStatement("delete from inbox where received_at < ?")) {
            sweep.setObject(1, before);
            sweep.executeUpdate();
        }
    }
}
