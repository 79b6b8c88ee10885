package org.gardefou.terms.timestamp;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.CheckpointMade;
import org.gardefou.terms.checkpoint.Checkpoints;
import org.gardefou.terms.checkpoint.TimeStamp;
import org.gardefou.terms.checkpoint.TimeStamps;
import org.jboss.logging.Logger;

/** Has each checkpoint stamped by each authority; one that is away is asked again until it answers. */
@ApplicationScoped
class StampingJob implements Job {

    private static final Logger LOG = Logger.getLogger(StampingJob.class);

    private final List<TimeAuthority> authorities;
    private final Stamping stamping;
    private final Checkpoints checkpoints;
    private final TimeStamps stamps;

    StampingJob(TimeStampConfig config, Stamping stamping, Checkpoints checkpoints, TimeStamps stamps) {
        this.authorities = config.authorities().entrySet().stream()
                .<TimeAuthority>map(one -> new HttpTimeAuthority(
                        one.getKey(), one.getValue().url(), one.getValue().certificate(), config.timeout()))
                .toList();
        this.stamping = stamping;
        this.checkpoints = checkpoints;
        this.stamps = stamps;
    }

    /** In the transaction that makes the checkpoint: neither is there without the other. */
    void made(@Observes CheckpointMade made, Jobs jobs) {
        if (!authorities.isEmpty())
            jobs.submit(StampingJob.class, Long.toString(made.checkpoint().number()));
    }

    @Override
    public String name() {
        return "checkpoint-time-stamp";
    }

    @Override
    public void run(String id) throws IOException, InterruptedException {
        Checkpoint checkpoint = checkpoints.numbered(Long.parseLong(id)).orElseThrow();
        Set<String> done = stamps.of(checkpoint.number()).stream()
                .map(TimeStamp::authority)
                .collect(Collectors.toSet());
        IOException failed = null;
        for (TimeAuthority authority : authorities) {
            if (done.contains(authority.name())) continue;
            try {
                TimeStamp stamp = stamping.stamp(checkpoint, authority);
                QuarkusTransaction.requiringNew().run(() -> stamps.add(checkpoint.number(), stamp));
                LOG.infof("Checkpoint %d stood at %s, says %s", checkpoint.number(), stamp.at(), stamp.authority());
            } catch (IOException e) {
                // The others are asked all the same.
                failed = e;
            }
        }
        if (failed != null) throw failed;
    }
}
