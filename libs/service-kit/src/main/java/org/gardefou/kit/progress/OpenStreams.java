package org.gardefou.kit.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

/** Counts the streams that are open in this process, so that nobody takes those of the others. */
@ApplicationScoped
class OpenStreams {

    /** About the time in which somebody who watches closes a window, or a job ends. */
    private static final int RETRY_SECONDS = 15;

    private final StreamConfig config;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int all;

    OpenStreams(StreamConfig config) {
        this.config = config;
    }

    /**
     * Takes a place for a stream of this caller.
     *
     * @param panel whether it is a panel's connection, which many customers watch through
     * @return gives the place back, once however often it is called
     * @throws HttpProblem 429 when the caller, or all together, have as many as are allowed
     */
    synchronized Runnable take(String caller, boolean panel) {
        int own = byCaller.getOrDefault(caller, 0);
        if (own >= (panel ? config.panel() : config.caller())) {
            throw full("You have %d streams of progress open, as many as %s may. Close one that you do not watch"
                    .formatted(own, panel ? "one panel" : "one caller"));
        }
        if (all >= config.all()) {
            throw full("All %d streams of progress of this service are taken. Wait %d seconds"
                    .formatted(all, RETRY_SECONDS));
        }
        byCaller.merge(caller, 1, Integer::sum);
        all++;
        AtomicBoolean taken = new AtomicBoolean(true);
        return () -> {
            if (taken.compareAndSet(true, false)) giveBack(caller);
        };
    }

    /** How many are open now. */
    synchronized int count() {
        return all;
    }

    private synchronized void giveBack(String caller) {
        all--;
        byCaller.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
    }

    private static HttpProblem full(String what) {
        return Problems.builder(
                        ProblemType.TOO_MANY_REQUESTS,
                        what
                                + " and send the request again, or read the state now and then with GET on the same address without /events.")
                .withHeader("Retry-After", RETRY_SECONDS)
                .build();
    }
}
