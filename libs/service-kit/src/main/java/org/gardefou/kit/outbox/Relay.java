package org.gardefou.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in order: one transaction takes the oldest rows away, sends them all, waits for the broker to have them
 * all, and commits. A crash in between publishes them again: delivery is at least once, and the readers' inbox makes it once.
 *
 * <p>An advisory lock lets one relay of a service work at a time, whatever the number of its processes, so that order holds.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final AgroalDataSource dataSource;
    private final RelayBell bell;
    private final RelayConfig config;
    private final BusWriter writer;
    private volatile boolean running;
    private @Nullable Thread thread;

    public Relay(AgroalDataSource dataSource, RelayBell bell, RelayConfig config, BusWriter writer) {
        this.dataSource = dataSource;
        this.bell = bell;
        this.config = config;
        this.writer = writer;
    }

    void start(@Observes StartupEvent event) {
        if (!config.relay()) return;
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        Thread worker = thread;
        if (worker != null) {
            bell.ring();
            worker.join(config.delivery().plusSeconds(1));
        }
        writer.close();
    }

    private void run() {
        boolean failing = false;
        while (running) {
            try {
                if (drainOnce() < config.batch()) bell.await(config.poll());
                if (failing) LOG.info("The outbox is published again");
                failing = false;
            } catch (SQLException | RuntimeException e) {
                if (!failing) LOG.warnf(e, "The outbox cannot be published now and is kept; trying on");
                failing = true;
                writer.discard();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            bell.await(config.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes one batch; returns how many rows it had, 0 also when another process is at it. */
    int drainOnce() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                List<OutboxRow> rows = OutboxRow.take(connection, config.batch());
                if (!rows.isEmpty()) writer.write(rows);
                connection.commit();
                committed = true;
                return rows.size();
            } finally {
                // Whatever went wrong: a connection that goes back with an open transaction would have it committed.
                if (!committed) connection.rollback();
            }
        }
    }
}
