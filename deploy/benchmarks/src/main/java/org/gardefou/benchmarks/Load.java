package org.gardefou.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A closed loop of {@link Requests} over kept connections: on each the next one is sent when the last one is answered. */
final class Load {

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int MOST_ROUNDS = 30;

    private final int port;
    private final Supplier<byte[]> requests;

    /** @param requests asked by several threads at once */
    Load(int port, Supplier<byte[]> requests) {
        this.port = port;
        this.requests = requests;
    }

    /** Requests that were answered with success, over all connections. */
    record Done(long requests, double seconds) {
        double perSecond() {
            return requests / seconds;
        }
    }

    double perSecond(int connections, Duration time) throws Exception {
        return run(connections, time).perSecond();
    }

    /**
     * Sends until it goes no faster: until four rounds in a row were no twentieth better than the best before, at most ten minutes. How
     * long the JVM's compilers take depends on the machine. Between the rounds they have it for themselves: on two cores they would
     * otherwise wait for what they are to make faster.
     */
    void warmUp(int connections) throws Exception {
        System.out.print("  warming up:");
        double best = 0;
        int noBetter = 0;
        for (int round = 0; round < MOST_ROUNDS && noBetter < 4; round++) {
            double rate = perSecond(connections, ROUND);
            System.out.printf(" %.0f", rate);
            noBetter = rate > best * 1.05 ? 0 : noBetter + 1;
            best = Math.max(best, rate);
            Thread.sleep(ROUND);
        }
        System.out.println("/s");
    }

    Done run(int connections, Duration time) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            long end = System.nanoTime() + time.toNanos();
            List<Callable<Long>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) loops.add(() -> loop(end));
            long start = System.nanoTime();
            long done = 0;
            for (Future<Long> loop : threads.invokeAll(loops)) done += loop.get();
            return new Done(done, (System.nanoTime() - start) / 1e9);
        }
    }

    private long loop(long end) throws IOException {
        long done = 0;
        try (KeptConnection connection = new KeptConnection(port)) {
            while (System.nanoTime() < end) {
                connection.exchange(requests.get());
                done++;
            }
        }
        return done;
    }
}
