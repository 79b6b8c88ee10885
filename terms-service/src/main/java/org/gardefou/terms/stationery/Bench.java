package org.gardefou.terms.stationery;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Where work is done that costs processor time and that anybody may ask for: of the same piece one is at work however many ask for it, of all pieces a few
 * at once, and what came of it is kept for a while. So nobody makes a machine busy by asking for everything at once.
 *
 * <p>The work itself must wait for nothing that those who wait for it may hold, a connection to the database above all.
 *
 * @param <K> what tells pieces apart
 * @param <V> what comes of one
 */
public final class Bench<K, V> {

    /** A piece takes about a second; a place is likely to be free by then. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Cache<K, V> kept;
    private final Map<K, CompletableFuture<V>> atWork = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int places;

    /**
     * A bench.
     *
     * @param places how many pieces may be at work at once
     * @param kept where what came of them is kept
     */
    public Bench(int places, Cache<K, V> kept) {
        if (places < 1) throw new IllegalArgumentException("Nothing is ever done at " + places + " places");
        this.places = places;
        this.kept = kept;
    }

    /**
     * What comes of a piece, for somebody who can come back.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when all places are taken by other pieces
     */
    public V now(K piece, Supplier<? extends V> work) {
        return patiently(piece, work, Duration.ZERO);
    }

    /**
     * What comes of a piece, for somebody who would rather wait for a place.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when no place was free for so long
     */
    public V patiently(K piece, Supplier<? extends V> work, Duration most) {
        V known = kept.getIfPresent(piece);
        if (known != null) return known;
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> shared = take(piece, own, most);
        return shared == own ? done(piece, work, own) : joined(shared);
    }

    /** The work that is done already, or one's own from now on. */
    private CompletableFuture<V> take(K piece, CompletableFuture<V> own, Duration most) {
        long rest = most.toNanos();
        lock.lock();
        try {
            while (true) {
                CompletableFuture<V> another = atWork.get(piece);
                if (another != null) return another;
                @Nullable V known = kept.getIfPresent(piece);
                if (known != null) return CompletableFuture.completedFuture(known);
                if (places > 0) {
                    places--;
                    atWork.put(piece, own);
                    return own;
                }
                if (rest <= 0) throw Problems.tooManyRequests(SOON);
                rest = left.awaitNanos(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while all places were taken", e);
        } finally {
            lock.unlock();
        }
    }

    private V done(K piece, Supplier<? extends V> work, CompletableFuture<V> own) {
        try {
            V made = work.get();
            kept.put(piece, made);
            own.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            leave(piece);
        }
    }

    private void leave(K piece) {
        lock.lock();
        try {
            atWork.remove(piece);
            places++;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static <V> V joined(CompletableFuture<V> shared) {
        try {
            return shared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
