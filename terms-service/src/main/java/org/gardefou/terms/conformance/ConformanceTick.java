package org.gardefou.terms.conformance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.gardefou.kit.job.RepeatedJob;

/** Looks at promises again and again, and states the months that are over. */
@ApplicationScoped
class ConformanceTick implements RepeatedJob {

    private final Watching watching;
    private final Statements statements;
    private final ConformanceConfig config;

    ConformanceTick(Watching watching, Statements statements, ConformanceConfig config) {
        this.watching = watching;
        this.statements = statements;
        this.config = config;
    }

    @Override
    public String name() {
        return "promise-conformance";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() {
        all(watching::lookAtWoken);
        all(watching::lookAtDue);
        all(statements::closeSome);
    }

    private static void all(IntSupplier some) {
        while (QuarkusTransaction.requiringNew().call(some::getAsInt) > 0) {}
    }
}
