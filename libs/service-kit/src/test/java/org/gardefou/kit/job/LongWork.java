package org.gardefou.kit.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work that goes on until a test lets it end. */
@ApplicationScoped
class LongWork implements Job {

    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Semaphore begun = new Semaphore(0);
    private volatile CountDownLatch may = new CountDownLatch(1);

    @Override
    public String name() {
        return "test-long-work";
    }

    @Override
    public void run(String id) throws InterruptedException {
        begun.release();
        try {
            if (!may.await(600, TimeUnit.SECONDS)) throw new IllegalStateException("Nobody let " + id + " end");
        } catch (InterruptedException e) {
            interrupted.add(id);
            throw e;
        }
        if (failing.remove(id)) throw new IllegalStateException("A test lets " + id + " fail");
        ended.add(id);
    }

    /** Lets all end, and this one with a failure. */
    void letFail(String id) {
        failing.add(id);
        letEnd();
    }

    void hold() {
        begun.drainPermits();
        may = new CountDownLatch(1);
    }

    void letEnd() {
        may.countDown();
    }

    boolean begins(int runs) throws InterruptedException {
        return begun.tryAcquire(runs, 120, TimeUnit.SECONDS);
    }

    List<String> interrupted() {
        return interrupted;
    }

    List<String> ended() {
        return ended;
    }
}
