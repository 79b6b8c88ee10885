package org.gardefou.kit.problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends a connection whose client is still sending what nobody will read. Closed at once, the client would see a reset
 * instead of the answer; left open, it could send for ever. So the rest is thrown away for a moment first.
 */
final class Lingering {

    /** Enough for a client to notice the answer, too little to be of use to who wants to keep us busy. */
    private static final long MILLIS = 2_000;

    private Lingering() {}

    /** Closes the connection behind the answer of this request. */
    static void closeAfter(RoutingContext context) {
        context.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        context.addEndHandler(_ -> discardRest(context));
    }

    private static void discardRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            close(request);
            return;
        }
        long timer = context.vertx().setTimer(MILLIS, _ -> close(request));
        request.handler(_ -> {});
        request.endHandler(_ -> {
            if (context.vertx().cancelTimer(timer)) {
                close(request);
            }
        });
        request.exceptionHandler(_ -> context.vertx().cancelTimer(timer));
        request.resume();
    }

    private static void close(HttpServerRequest request) {
        request.connection().close();
    }
}
