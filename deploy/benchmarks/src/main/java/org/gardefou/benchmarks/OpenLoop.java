package org.gardefou.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * So many requests in a second, whether or not the last ones are answered. A latency is counted from the moment at which a request was
 * due: where all connections are busy the wait for one is part of it, as it is for whoever orders.
 */
final class OpenLoop {

    private final int port;
    private final Supplier<byte[]> requests;
    private final int rate;

    /**
     * @param requests asked by several threads at once
     * @param rate requests in a second
     */
    OpenLoop(int port, Supplier<byte[]> requests, int rate) {
        this.port = port;
        this.requests = requests;
        this.rate = rate;
    }

    /** The latencies of all requests of so many seconds, in milliseconds. */
    List<Double> latencies(int connections, int seconds) throws Exception {
        int count = rate * seconds;
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            // The connections are there when the first request is due.
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            List<Callable<List<Double>>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) loops.add(() -> loop(start, count, next));
            List<Double> latencies = new ArrayList<>(count);
            for (Future<List<Double>> loop : threads.invokeAll(loops)) latencies.addAll(loop.get());
            return latencies;
        }
    }

    private List<Double> loop(long start, int count, AtomicInteger next) throws IOException {
        List<Double> latencies = new ArrayList<>();
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
                byte[] request = requests.get();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
                    LockSupport.parkNanos(left);
                connection.exchange(request);
                latencies.add((System.nanoTime() - due) / 1e6);
            }
        }
        return latencies;
    }
}
