package org.gardefou.terms.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/** Signs the ledger again and again. */
@ApplicationScoped
class SealingTick implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(SealingTick.class);

    private final Sealing sealing;
    private final CheckpointConfig config;

    SealingTick(Sealing sealing, CheckpointConfig config) {
        this.sealing = sealing;
        this.config = config;
    }

    @Override
    public String name() {
        return "ledger-checkpoint";
    }

    @Override
    public Duration every() {
        return config.check();
    }

    @Override
    public void run() {
        sealing.sealIfDue()
                .ifPresent(made -> LOG.infof(
                        "Checkpoint %d signs %d entries with the root %s", made.number(), made.size(), made.root()));
    }
}
