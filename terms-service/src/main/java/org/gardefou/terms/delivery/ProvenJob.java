package org.gardefou.terms.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.terms.checkpoint.CheckpointMade;
import org.gardefou.terms.checkpoint.Checkpoints;

/** Sends what waited for a checkpoint, now that it is there: the receipt in it has its proof, and the customer becomes a witness of the checkpoint. */
@ApplicationScoped
class ProvenJob implements Job {

    private final Deliveries deliveries;
    private final Checkpoints checkpoints;
    private final MailConfig config;
    private final jakarta.enterprise.inject.Instance<Jobs> jobs;
    private final Clock clock;

    ProvenJob(
            Deliveries deliveries,
            Checkpoints checkpoints,
            MailConfig config,
            jakarta.enterprise.inject.Instance<Jobs> jobs,
            Clock clock) {
        this.deliveries = deliveries;
        this.checkpoints = checkpoints;
        this.config = config;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** In the transaction that makes the checkpoint, which holds the ledger's end: what waits is looked for afterwards. */
    void made(@Observes CheckpointMade made) {
        if (config.usable())
            jobs.get().submit(ProvenJob.class, Long.toString(made.checkpoint().number()));
    }

    @Override
    public String name() {
        return "send-proven-papers";
    }

    @Override
    public void run(String id) {
        long size = checkpoints.numbered(Long.parseLong(id)).orElseThrow().size();
        List<UUID> proven = QuarkusTransaction.requiringNew().call(() -> deliveries.provenBy(size));
        for (UUID one : proven)
            QuarkusTransaction.requiringNew()
                    .run(() -> jobs.get().postpone(SendingJob.class, one.toString(), clock.instant()));
    }
}
