package org.gardefou.kit.commit;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent commands share one statement and one commit (group commit). Nobody waits for company: a writer takes what is
 * there; while it commits, the next commands gather. So a lone command costs what it would cost by itself, and under load one
 * fsync serves many, each answered only after its own commit and by its own outcome.
 *
 * <p>When a shared transaction fails, its commands are repeated one by one, so that one that cannot be stored fails alone. When
 * no connection can be had, all of them fail at once: each would wait for the database as long as the first.
 *
 * <p>Questions can share a statement in the same way (see {@link #reading}): one round trip answers all that came while the last one was
 * under way, each by what is stored after it was asked.
 *
 * @param <C> a command
 * @param <R> its outcome
 */
public final class SharedCommit<C, R> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SharedCommit.class);

    private final AgroalDataSource dataSource;
    private final Work<C, R> work;
    private final int most;
    private final boolean reads;
    private final BlockingQueue<Waiting<C, R>> queue;
    private final List<Thread> writers;
    private volatile boolean closed;

    /** Stores commands in the transaction of the connection. */
    public interface Work<C, R> {
        /** Returns one outcome for each command, in their order. Must not commit. */
        List<R> store(Connection connection, List<C> commands) throws SQLException;
    }

    /** More commands wait than may: the caller should try again a little later. */
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overloaded() {
            super("Too many writes are waiting");
        }
    }

    private record Waiting<C, R>(C command, CompletableFuture<R> outcome) {}

    /**
     * @param writers transactions at the same time; two keep the disk busy while the other gathers
     * @param most commands in one transaction
     * @param waiting commands that may wait before {@link Overloaded} is thrown
     */
    public SharedCommit(String name, AgroalDataSource dataSource, int writers, int most, int waiting, Work<C, R> work) {
        this(name, dataSource, writers, most, waiting, work, false);
    }

    private SharedCommit(
            String name,
            AgroalDataSource dataSource,
            int writers,
            int most,
            int waiting,
            Work<C, R> work,
            boolean reads) {
        this.reads = reads;
        this.dataSource = dataSource;
        this.work = work;
        this.most = most;
        this.queue = new ArrayBlockingQueue<>(waiting);
        this.writers = java.util.stream.IntStream.range(0, writers)
                .mapToObj(n -> Thread.ofPlatform().name(name + "-" + n).daemon().start(this::run))
                .toList();
    }

    /**
     * The same for commands that only read, in one statement: there is nothing to commit, which saves the round trip.
     *
     * @param readers statements at the same time
     */
    public static <C, R> SharedCommit<C, R> reading(
            String name, AgroalDataSource dataSource, int readers, int most, int waiting, Work<C, R> work) {
        return new SharedCommit<>(name, dataSource, readers, most, waiting, work, true);
    }

    /**
     * Stores one command and returns after its commit.
     *
     * @throws Overloaded when too many wait
     * @throws StoreFailed when this command could not be stored
     */
    public R store(C command) {
        try {
            return storeLater(command).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailed failed ? failed : new StoreFailed(e.getCause());
        }
    }

    /**
     * Stores one command; what it returns is complete after its commit, on a writer's thread, which is not to be kept waiting. It fails with
     * {@link StoreFailed}. For callers with many commands at a time, each of which would hold a thread.
     *
     * @throws Overloaded when too many wait
     */
    public CompletableFuture<R> storeLater(C command) {
        Waiting<C, R> waiting = new Waiting<>(command, new CompletableFuture<>());
        if (!queue.offer(waiting)) throw new Overloaded();
        // The writers may have ended before they could see it.
        if (closed && queue.remove(waiting)) {
            waiting.outcome().completeExceptionally(new IllegalStateException("The service stops"));
        }
        return waiting.outcome().exceptionallyCompose(e -> CompletableFuture.failedFuture(new StoreFailed(e)));
    }

    /** A command could not be stored; nothing of it is there. */
    public static final class StoreFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailed(@Nullable Throwable cause) {
            super(cause);
        }
    }

    /** Stops the writers; commands that still wait fail. */
    @Override
    public void close() {
        closed = true;
        writers.forEach(Thread::interrupt);
    }

    private void run() {
        List<Waiting<C, R>> batch = new ArrayList<>(most);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, most - 1);
                store(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            List<Waiting<C, R>> left = new ArrayList<>(batch);
            queue.drainTo(left);
            left.forEach(waiting -> waiting.outcome().completeExceptionally(e));
        }
    }

    private void store(List<Waiting<C, R>> batch) {
        try {
            tryTogether(batch);
        } catch (Throwable e) {
            // Also an Error: the writer goes on, and nobody waits for an outcome that never comes.
            LOG.error("A shared transaction ended in an error", e);
            fail(batch, e);
        }
    }

    private void tryTogether(List<Waiting<C, R>> batch) {
        try {
            complete(batch);
        } catch (NoConnection e) {
            fail(batch, e.getCause());
        } catch (SQLException | RuntimeException e) {
            if (batch.size() == 1) fail(batch, e);
            else oneByOne(batch);
        }
    }

    private void oneByOne(List<Waiting<C, R>> batch) {
        for (int i = 0; i < batch.size(); i++) {
            List<Waiting<C, R>> one = List.of(batch.get(i));
            try {
                complete(one);
            } catch (NoConnection e) {
                fail(batch.subList(i, batch.size()), e.getCause());
                return;
            } catch (SQLException | RuntimeException e) {
                fail(one, e);
            }
        }
    }

    private void complete(List<Waiting<C, R>> batch) throws SQLException, NoConnection {
        List<R> outcomes = commit(batch.stream().map(Waiting::command).toList());
        for (int i = 0; i < batch.size(); i++) batch.get(i).outcome().complete(outcomes.get(i));
    }

    private static <C, R> void fail(List<Waiting<C, R>> batch, @Nullable Throwable why) {
        Throwable known = why == null ? new IllegalStateException("Not stored") : why;
        batch.forEach(waiting -> waiting.outcome().completeExceptionally(known));
    }

    private List<R> commit(List<C> commands) throws SQLException, NoConnection {
        try (Connection connection = connection()) {
            if (reads) return work.store(connection, commands);
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                List<R> outcomes = work.store(connection, commands);
                connection.commit();
                committed = true;
                return outcomes;
            } finally {
                if (!committed) connection.rollback();
            }
        }
    }

    private Connection connection() throws NoConnection {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new NoConnection(e);
        }
    }

    /** The database cannot be reached, or has no connection to spare. */
    private static final class NoConnection extends Exception {
        private static final long serialVersionUID = 1L;

        NoConnection(SQLException cause) {
            super(cause);
        }
    }
}
