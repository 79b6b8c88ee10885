package org.gardefou.kit.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * The progress of jobs: what runs here {@linkplain #report reports}, what listens gets a stream of Server-Sent Events, and
 * who polls reads the {@linkplain #latest latest} state.
 *
 * <p>A listener gets the last state first, and then each change. Where the job runs in another process, its state is read
 * from the supplier (the row of the job) once a second. Between events a comment keeps the connection open; the stream
 * ends behind the state that is {@linkplain Progress#finished() finished}. The id of an event is the time of its state in
 * microseconds: it grows, across processes too.
 *
 * <pre>{@code
 * @GET
 * @Path("/{id}/events")
 * @Produces(MediaType.SERVER_SENT_EVENTS)
 * public Multi<OutboundSseEvent> events(@PathParam("id") UUID id, @Context Sse sse) {
 *     requireVisible(id);
 *     return feed.events(id, sse, () -> backups.progress(id));
 * }
 * }</pre>
 *
 * <p>The method must be {@code @Blocking} where it reads the database; the supplier is called later, on a thread of its own
 * with a request context, and opens its own transaction.
 */
@ApplicationScoped
public class ProgressFeed {

    private final ConcurrentMap<UUID, Channel> channels = new ConcurrentHashMap<>();
    private final OpenStreams streams;
    private final Caller caller;
    private final StreamConfig config;
    private volatile boolean open = true;

    ProgressFeed(OpenStreams streams, Caller caller, StreamConfig config) {
        this.streams = streams;
        this.caller = caller;
        this.config = config;
    }

    /** Tells how far a job of this process is. Cheap: call it as often as something is known. */
    public void report(UUID job, Progress progress) {
        channels.compute(job, (_, present) -> {
            Channel channel = present == null ? new Channel() : present;
            channel.publish(progress);
            // What is finished is read from the database from now on.
            return progress.finished() ? null : channel;
        });
    }

    /** The last state that this process reported; empty when the job does not run here. */
    public Optional<Progress> latest(UUID job) {
        return Optional.ofNullable(channels.get(job)).map(Channel::latest);
    }

    /**
     * The stream of a job's states, to whoever sent the present request. It ends with the job, or with the connection.
     *
     * @param stored the state as the database has it; empty while there is none
     * @throws HttpProblem 429 when the caller has as many streams open as are allowed
     */
    public Multi<OutboundSseEvent> events(UUID job, Sse sse, Supplier<Optional<Progress>> stored) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            // Who asks for the head alone would wait for the end of a body that is not sent.
            return Multi.createFrom().empty();
        }
        Runnable end = caller.role() == Role.PANEL
                ? streams.take(
                        "connection " + caller.connection().map(UUID::toString).orElseGet(caller::subject), true)
                : streams.take(caller.subject(), false);
        // A stream that nobody comes to listen to ends with its request.
        request.registerCompletionCallback(_ -> end.run());
        return stream(job, sse, stored).onTermination().invoke(end);
    }

    private Multi<OutboundSseEvent> stream(UUID job, Sse sse, Supplier<Optional<Progress>> stored) {
        return Multi.createFrom()
                .emitter(
                        emitter -> Thread.ofVirtual()
                                .name("progress-" + job)
                                .start(new Listening(
                                        () -> channels.get(job), stored, sse, emitter, () -> open, config.heartbeat())),
                        // Who reads slowly gets the newest state, not all that were missed.
                        BackPressureStrategy.LATEST);
    }

    void stop(@Observes ShutdownEvent event) {
        open = false;
        channels.values().forEach(Channel::wakeAll);
    }
}
