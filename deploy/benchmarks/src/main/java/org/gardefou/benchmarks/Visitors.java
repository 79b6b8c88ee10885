package org.gardefou.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * People on a web site: so many requests in a second, whether or not the last ones are answered, each over a connection of its own. Nothing is
 * tried again, and what a visitor would not take for the page counts as failed.
 */
final class Visitors implements AutoCloseable {

    /** A browser waits longer, and a person does not. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final List<Page> pages;
    private final int rate;
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace = new Thread(this::pace, "visitors");
    private volatile boolean leaving;

    /** @param shows words without which an answer is not the page */
    record Page(String path, String shows) {}

    /** What came of a request. */
    enum Outcome {
        GOOD,
        /** 503 with {@code Retry-After}: the site says itself that it is closed for a moment. A visitor did not get the page. */
        CLOSED,
        /** Anything else: an error, a page without what it shows, a connection refused or cut, no answer in time. */
        FAILED
    }

    /**
     * One request.
     *
     * @param due when it was due, in milliseconds of the epoch
     * @param millis from then to the end of the answer
     * @param problem what was wrong with it
     */
    record Visit(
            long due,
            double millis,
            Outcome outcome,
            @Nullable String problem) {

        boolean within(long from, long to) {
            return due <= to && due + millis >= from;
        }
    }

    /** From now on, until this is closed. */
    Visitors(int port, List<Page> pages, int rate) {
        this.port = port;
        this.pages = List.copyOf(pages);
        this.rate = rate;
        pace.start();
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    private void pace() {
        long start = System.nanoTime();
        long clock = System.currentTimeMillis();
        for (int i = 0; !leaving; i++) {
            long after = i * TimeUnit.SECONDS.toNanos(1) / rate;
            for (long left = start + after - System.nanoTime();
                    left > 0 && !leaving;
                    left = start + after - System.nanoTime()) LockSupport.parkNanos(left);
            Page page = pages.get(i % pages.size());
            long due = start + after;
            long at = clock + TimeUnit.NANOSECONDS.toMillis(after);
            requests.execute(() -> visits.add(visit(page, due, at)));
        }
    }

    private Visit visit(Page page, long due, long at) {
        Outcome outcome;
        String problem = null;
        try {
            String answer = answer(page.path());
            String status = answer.lines().findFirst().orElse("");
            boolean closed =
                    status.contains(" 503") && answer.toLowerCase(Locale.ROOT).contains("\r\nretry-after:");
            outcome = closed
                    ? Outcome.CLOSED
                    : status.contains(" 200") && answer.contains(page.shows()) ? Outcome.GOOD : Outcome.FAILED;
            if (outcome != Outcome.GOOD) problem = page.path() + ": " + status;
        } catch (IOException e) {
            outcome = Outcome.FAILED;
            problem = page.path() + ": " + e;
        }
        return new Visit(at, (System.nanoTime() - due) / 1e6, outcome, problem);
    }

    private String answer(String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Nobody comes any more; returns when the last are answered. */
    @Override
    public void close() throws InterruptedException {
        leaving = true;
        LockSupport.unpark(pace);
        pace.join();
        requests.close();
    }
}
