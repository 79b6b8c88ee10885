package org.gardefou.kit.progress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The states of one job of this process, and who waits for the next. */
final class Channel {

    private final Set<Semaphore> waiting = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Progress latest;

    void publish(Progress progress) {
        latest = progress;
        wakeAll();
    }

    @Nullable Progress latest() {
        return latest;
    }

    void join(Semaphore wake) {
        waiting.add(wake);
    }

    void leave(Semaphore wake) {
        waiting.remove(wake);
    }

    void wakeAll() {
        waiting.forEach(Semaphore::release);
    }
}
