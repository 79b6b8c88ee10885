package org.gardefou.terms.testing;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Work that lasts until it is let go: it keeps all places of a bench. */
public final class Busy implements AutoCloseable {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    /**
     * Begins, and comes back when all places are taken.
     *
     * @param bench takes a piece of work to do, which fails at its end so that nothing comes of it
     */
    public Busy(Consumer<Runnable> bench) {
        this(2, bench);
    }

    /** The same of a bench with another number of places. */
    public Busy(int places, Consumer<Runnable> bench) {
        for (int i = 0; i < places; i++) workers.execute(() -> keep(bench));
        await().atMost(Scene.SOON).until(() -> begun.get() == places);
    }

    private void keep(Consumer<Runnable> bench) {
        try {
            bench.accept(this::work);
        } catch (LetGo e) {
            // As it should be.
        }
    }

    private static final class LetGo extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private void work() {
        begun.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LetGo();
    }

    /** Lets it end, and waits until the places are free. */
    @Override
    public void close() {
        end.countDown();
        workers.close();
    }
}
