package org.gardefou.local.edge;

import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Leads to one port of this machine, and notes when nobody answers there, or when there was no turn: only then is it certain
 * that a request was not acted upon and may be sent again.
 */
final class MarkingOrigin implements OriginRequestProvider {

    private static final String OUTCOME = "gardefou.outcome";
    private static final String BEGAN = "gardefou.began";

    /** Why a request did not get its answer. */
    enum Outcome {
        /** Nobody listens there. */
        UNREACHABLE,
        /** All connections to it were taken. */
        NO_TURN,
        /** It was given the request, and said nothing for too long. */
        SILENT,
        /** It was given the request, and ended. */
        CUT_OFF
    }

    private final int port;
    private final EdgeLimits limits;

    MarkingOrigin(int port, EdgeLimits limits) {
        this.port = port;
        this.limits = limits;
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        HttpClient client = context.client();
        return client.request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setConnectTimeout(limits.turn().toMillis())
                        .setIdleTimeout(limits.answer().toMillis()))
                .onSuccess(_ -> context.set(BEGAN, System.nanoTime()))
                .onFailure(cause -> context.set(OUTCOME, outcome(cause)));
    }

    /** Why the request of this context got no answer. */
    Outcome outcome(ProxyContext context) {
        Outcome noted = context.get(OUTCOME, Outcome.class);
        if (noted != null) {
            return noted;
        }
        @Nullable Long began = context.get(BEGAN, Long.class);
        // The time began a little before it was noted: on a busy machine by a good part of a short patience.
        Duration nearly = limits.answer().multipliedBy(3).dividedBy(4);
        boolean waited =
                began != null && Duration.ofNanos(System.nanoTime() - began).compareTo(nearly) >= 0;
        return waited ? Outcome.SILENT : Outcome.CUT_OFF;
    }

    private static Outcome outcome(Throwable cause) {
        return switch (cause) {
            case ConnectionPoolTooBusyException _, TimeoutException _ -> Outcome.NO_TURN;
            default -> Outcome.UNREACHABLE;
        };
    }
}
