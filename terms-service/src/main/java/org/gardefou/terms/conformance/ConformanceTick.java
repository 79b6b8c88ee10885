package org.gardefou.terms.conformance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/**
 * Looks at promises again and again, and states the months that are over: each in a transaction of its own. One that cannot be looked at waits,
 * and stops no other.
 */
@ApplicationScoped
class ConformanceTick implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(ConformanceTick.class);

    /** Long enough for somebody to read the log, and short enough for nobody to notice. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private final Watch watch;
    private final Watching watching;
    private final Closing closing;
    private final ConformanceConfig config;
    private final Clock clock;

    ConformanceTick(Watch watch, Watching watching, Closing closing, ConformanceConfig config, Clock clock) {
        this.watch = watch;
        this.watching = watching;
        this.closing = closing;
        this.config = config;
        this.clock = clock;
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
        boolean more = true;
        // In turns, until nothing is left, or what is left is in others' hands: much that is heard keeps nothing
        // waiting that is due.
        while (more) {
            more = some(watch::woken, watching::lookAtWoken, watching::putOff)
                    | some(() -> watch.due(clock.instant()), watching::lookAtDue, watching::putOff)
                    | some(closing::due, closing::close, closing::putOff);
        }
    }

    private boolean some(Supplier<List<UUID>> next, Predicate<UUID> look, BiConsumer<UUID, Instant> putOff) {
        boolean any = false;
        for (UUID one : QuarkusTransaction.requiringNew().call(next::get)) any |= alone(one, look, putOff);
        return any;
    }

    private boolean alone(UUID one, Predicate<UUID> look, BiConsumer<UUID, Instant> putOff) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> look.test(one));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The promises of %s could not be looked at; again in %s", one, LATER);
            QuarkusTransaction.requiringNew()
                    .run(() -> putOff.accept(one, clock.instant().plus(LATER)));
            return true;
        }
    }
}
