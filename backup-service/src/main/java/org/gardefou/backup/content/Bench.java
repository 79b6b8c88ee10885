package org.gardefou.backup.content;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.gardefou.kit.problem.Problems;

/** Where work is done that costs much: one piece at a time for each who asks, and a few for all. Who asks for more is told when to come back. */
final class Bench {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Semaphore free;
    private final Set<String> seated = ConcurrentHashMap.newKeySet();

    Bench(int most) {
        if (most < 1) throw new IllegalArgumentException("Nothing is ever done at a bench for " + most);
        this.free = new Semaphore(most);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when that one is at work already, or all places are taken */
    <T> T taken(String who, Supplier<T> work) {
        if (!seated.add(who)) throw Problems.tooManyRequests(SOON);
        try {
            if (!free.tryAcquire()) throw Problems.tooManyRequests(SOON);
            try {
                return work.get();
            } finally {
                free.release();
            }
        } finally {
            seated.remove(who);
        }
    }
}
