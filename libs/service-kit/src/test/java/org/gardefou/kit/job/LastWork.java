package org.gardefou.kit.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that can wait until nothing else is there; it goes on until a test lets it end. */
@ApplicationScoped
class LastWork implements Job {

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch may = new CountDownLatch(1);

    @Override
    public String name() {
        return "test-last-work";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public void run(String id) throws InterruptedException {
        begun.add(id);
        if (!may.await(600, TimeUnit.SECONDS)) throw new IllegalStateException("Nobody let " + id + " end");
    }

    void letEnd() {
        may.countDown();
    }

    /** What has begun, of both kinds. */
    List<String> begun() {
        return begun;
    }

    /** Work that others build on, in the same lane. */
    @ApplicationScoped
    static class FirstWork implements Job {

        private final LastWork others;

        FirstWork(LastWork others) {
            this.others = others;
        }

        @Override
        public String name() {
            return "test-first-work";
        }

        @Override
        public Lane lane() {
            return Lane.BACKGROUND;
        }

        @Override
        public int priority() {
            return FIRST;
        }

        @Override
        public void run(String id) {
            others.begun().add(id);
        }
    }
}
