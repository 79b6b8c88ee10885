package org.gardefou.kit.notes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a request until a test lets it go on. */
@ApplicationScoped
public class Gate {

    public static final String HELD = "held";

    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch opened = new CountDownLatch(1);

    public void close() {
        reached = new CountDownLatch(1);
        opened = new CountDownLatch(1);
    }

    public void open() {
        opened.countDown();
    }

    public boolean awaitReached() throws InterruptedException {
        return reached.await(120, TimeUnit.SECONDS);
    }

    void pass(String title) {
        if (!title.startsWith(HELD)) {
            return;
        }
        reached.countDown();
        try {
            if (!opened.await(600, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gate was not opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
