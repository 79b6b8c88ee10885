package org.gardefou.support.sla;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gardefou.kit.job.RepeatedJob;

/** Warns of what is nearly late and tells what is. What a case shows is read from its moments: a late tick changes no outcome. */
@ApplicationScoped
class SlaTick implements RepeatedJob {

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

    @Override
    public void run() {
        boolean more = true;
        while (more) more = QuarkusTransaction.requiringNew().call(desk::sweep);
    }
}
