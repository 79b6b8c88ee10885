package org.gardefou.local.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that are open. One that sends no request, or no end of it, is closed after a while; and where there are too
 * many, the one that has been without a request the longest makes room, so that who only holds connections keeps nobody out.
 *
 * <p>All of it runs on the server's event loop, in one thread.
 */
final class Visitors {

    /** Enough to read an answer that came before the request was all sent. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final EdgeLimits limits;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    /** What ends with a connection if it has not before. */
    private final Map<HttpConnection, Runnable> ends = new HashMap<>();
    /** Without a request, the longest first. */
    private final Set<HttpConnection> waiting = new LinkedHashSet<>();

    private int open;

    Visitors(Vertx vertx, EdgeLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** A connection was opened. */
    void arrived(HttpConnection connection) {
        open++;
        connection.closeHandler(_ -> left(connection));
        if (open > limits.connections()) {
            (waiting.isEmpty() ? connection : waiting.iterator().next()).close();
        }
        await(connection);
    }

    /** The head of a request has arrived. */
    void asks(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        waiting.remove(connection);
        closeAfter(connection, limits.body(), request);
    }

    /**
     * Something that is to be done once, at the latest when the connection is closed; of a connection there is one at a time.
     *
     * @return does it now
     */
    Runnable untilLeaving(HttpConnection connection, Runnable action) {
        ends.put(connection, action);
        return () -> {
            if (ends.remove(connection, action)) {
                action.run();
            }
        };
    }

    /** A request is answered to its end. */
    void answered(HttpServerRequest request) {
        if (request.isEnded()) {
            await(request.connection());
        } else {
            closeAfter(request.connection(), LINGER, request);
        }
    }

    private void await(HttpConnection connection) {
        waiting.add(connection);
        set(connection, vertx.setTimer(limits.head().toMillis(), _ -> connection.close()));
    }

    /** Unless the request has arrived by then. */
    private void closeAfter(HttpConnection connection, Duration time, HttpServerRequest request) {
        set(connection, vertx.setTimer(time.toMillis(), _ -> {
            if (!request.isEnded()) {
                connection.close();
            }
        }));
    }

    private void set(HttpConnection connection, long timer) {
        Long before = timers.put(connection, timer);
        if (before != null) {
            vertx.cancelTimer(before);
        }
    }

    private void left(HttpConnection connection) {
        open--;
        waiting.remove(connection);
        Runnable end = ends.remove(connection);
        if (end != null) {
            end.run();
        }
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
