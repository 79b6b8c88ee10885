package org.gardefou.support.sla;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/** Warns of what is nearly late and tells what is. What a case shows is read from its moments: a late tick changes no outcome. */
@ApplicationScoped
class SlaTick implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(SlaTick.class);

    private final SlaDesk desk;

    SlaTick(SlaDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "sla-tick";
    }

    /** A warning may come so much later than it could. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    /** Each case by itself: one that cannot be read stops no other, and is tried again at the next tick. */
    @Override
    public void run() {
        Set<UUID> seen = new HashSet<>();
        List<UUID> due = due();
        while (due.stream().anyMatch(seen::add)) {
            seen.addAll(due);
            due.forEach(this::readAlone);
            due = due();
        }
    }

    private List<UUID> due() {
        return QuarkusTransaction.requiringNew().call(desk::due);
    }

    private void readAlone(UUID caseId) {
        try {
            QuarkusTransaction.requiringNew().run(() -> desk.readDue(caseId));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The clocks of case %s could not be read; again in %s", caseId, every());
        }
    }
}
