package org.gardefou.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.gardefou.kit.start.Open;
import org.gardefou.kit.watch.Pulse;
import org.gardefou.kit.watch.Watched;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in order: one transaction takes the oldest rows away, sends them all, waits for the broker to have them
 * all, and commits. A crash in between publishes them again: delivery is at least once, and the readers' inbox makes it once.
 *
 * <p>An advisory lock lets one relay of a service work at a time, whatever the number of its processes, so that order holds.
 */
@ApplicationScoped
public class Relay implements Watched {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Rows of one turn that mean that more are on their way: some hundred events in a second. */
    private static final int BUSY = 8;

    private final AgroalDataSource dataSource;
    private final RelayBell bell;
    private final RelayConfig config;
    private final BusWriter writer;
    private final Refusals refusals;
    private final Pulse pulse;
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(AgroalDataSource dataSource, RelayBell bell, RelayConfig config, BusWriter writer, Refusals refusals) {
        this.dataSource = dataSource;
        this.bell = bell;
        this.config = config;
        this.writer = writer;
        this.refusals = refusals;
        // A turn blocks for metadata, then for the delivery; the rest is the database's time.
        this.pulse = new Pulse(
                "outbox-relay",
                config.delivery().multipliedBy(3).plus(config.poll()).plus(config.retry()));
    }

    void start(@Observes Open event) {
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

    @Override
    public Pulse pulse() {
        return pulse;
    }

    private void run() {
        boolean failing = false;
        while (running) {
            pulse.beat();
            try {
                int published = drainOnce();
                if (published < config.batch()) {
                    // While much comes in, a short rest makes one transaction of many small ones.
                    if (published >= BUSY) Thread.sleep(config.gather());
                    bell.await(config.poll());
                }
                if (failing) LOG.info("The outbox is published again");
                failing = false;
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) {
                // Also an Error: a relay that is gone would hold back everything that this service has to tell.
                if (!failing) LOG.warn("The outbox cannot be published now and is kept; trying on", e);
                failing = true;
                writer.discard();
                pause();
            }
        }
        pulse.end();
    }

    private void pause() {
        try {
            bell.await(config.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes one batch; returns how many rows it had, 0 also when another process is at it. */
    private int drainOnce() throws SQLException, InterruptedException {
        try {
            return publish();
        } catch (Refused e) {
            writer.discard();
            refusals.setAside(e);
            return config.batch(); // the others are still there
        }
    }

    private int publish() throws SQLException, InterruptedException, Refused {
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
