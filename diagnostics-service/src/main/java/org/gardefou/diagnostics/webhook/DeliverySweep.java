package org.gardefou.diagnostics.webhook;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets the answers to deliveries that nobody sends again. */
@ApplicationScoped
class DeliverySweep implements RepeatedJob {

    private final AgroalDataSource dataSource;
    private final WebhookConfig config;
    private final Clock clock;

    DeliverySweep(AgroalDataSource dataSource, WebhookConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook-deliveries-sweep";
    }

    /** They are kept for days. */
    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() throws SQLException {
        try (Connection database = dataSource.getConnection();
                PreparedStatement delete =
                        database.prepareStatement("delete from webhook_delivery where received_at < ?")) {
            delete.setObject(1, clock.instant().minus(config.answersKept()).atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}
