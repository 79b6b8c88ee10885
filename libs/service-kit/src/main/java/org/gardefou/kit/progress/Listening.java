package org.gardefou.kit.progress;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One listener: a loop on a virtual thread that waits for news and writes them to one connection. */
final class Listening implements Runnable {

    /** How often the database is asked for a job that runs elsewhere: what a person takes for "now". */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long a job of this process may be silent before the database is asked as well: it may have died. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Supplier<@Nullable Channel> channels;
    private final Supplier<Optional<Progress>> stored;
    private final Sse sse;
    private final MultiEmitter<? super OutboundSseEvent> listener;
    private final BooleanSupplier open;
    private final Duration heartbeat;

    private final Semaphore wake = new Semaphore(0);
    private long lastId = Long.MIN_VALUE;
    private long lastWrite = System.nanoTime();
    private long lastNews = System.nanoTime();

    Listening(
            Supplier<@Nullable Channel> channels,
            Supplier<Optional<Progress>> stored,
            Sse sse,
            MultiEmitter<? super OutboundSseEvent> listener,
            BooleanSupplier open,
            Duration heartbeat) {
        this.channels = channels;
        this.stored = stored;
        this.sse = sse;
        this.listener = listener;
        this.open = open;
        this.heartbeat = heartbeat;
    }

    @Override
    public void run() {
        Channel channel = null;
        try {
            listener.onTermination(wake::release);
            while (open.getAsBoolean() && !listener.isCancelled()) {
                Channel present = channels.get();
                if (present != null && present != channel) {
                    channel = present;
                    channel.join(wake);
                }
                if (write(state(channel))) {
                    break;
                }
                if (wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
            listener.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.complete();
        } catch (RuntimeException e) {
            listener.fail(e);
        } finally {
            if (channel != null) {
                channel.leave(wake);
            }
        }
    }

    /** The newest state that can be known here. */
    private Optional<Progress> state(@Nullable Channel channel) {
        Progress here = channel == null ? null : channel.latest();
        if (here != null && (id(here) > lastId || !since(lastNews, SILENCE))) {
            return Optional.of(here);
        }
        return read().filter(
                        there -> here == null || there.finished() || there.at().isAfter(here.at()));
    }

    private Optional<Progress> read() {
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        try {
            return stored.get();
        } finally {
            request.terminate();
        }
    }

    /** Writes what is new, or a sign of life; true when nothing more will come. */
    private boolean write(Optional<Progress> state) {
        if (state.isPresent() && (id(state.get()) > lastId || state.get().finished())) {
            Progress news = state.get();
            lastId = Math.max(id(news), lastId + 1);
            lastNews = System.nanoTime();
            emit(sse.newEventBuilder()
                    .id(Long.toString(lastId))
                    .name("progress")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(Progress.class, news)
                    .build());
            return news.finished();
        }
        if (since(lastWrite, heartbeat)) {
            emit(sse.newEventBuilder().comment("still here").build());
        }
        return false;
    }

    private void emit(OutboundSseEvent event) {
        lastWrite = System.nanoTime();
        listener.emit(event);
    }

    private static long id(Progress progress) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, progress.at());
    }

    private static boolean since(long start, Duration length) {
        return System.nanoTime() - start >= length.toNanos();
    }
}
