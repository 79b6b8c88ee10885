package org.gardefou.local.edge;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes every request of the one origin: to a service by its first segment, or to the explorer. */
final class EdgeServer {

    /** The services are on this machine: one that does not accept at once is not there. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    /** What the services read of a request's first line and of its headers, and a little of the line's own. */
    private static final int LONGEST_LINE = 8 * 1024 + 64;

    private static final int MOST_HEADERS = 20 * 1024;

    private final Map<Route, HttpProxy> proxies = new LinkedHashMap<>();
    private final Explorer explorer;
    private final Visitors visitors;
    private final Callers callers;

    private EdgeServer(Vertx vertx, List<Route> routes, EdgeLimits limits) {
        explorer = new Explorer(routes);
        visitors = new Visitors(vertx, limits);
        callers = new Callers(limits.underWay(), limits.ofAPanel());
        for (Route route : routes) {
            MarkingOrigin origin = new MarkingOrigin(route.port(), limits);
            HttpProxy proxy = HttpProxy.reverseProxy(
                            new ProxyOptions().setSupportWebSocket(false),
                            vertx.createHttpClient(new HttpClientOptions()
                                    .setMaxPoolSize(limits.toAService())
                                    .setMaxWaitQueueSize(limits.toAService())
                                    .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                    .setDecompressionSupported(false)))
                    .origin(origin);
            proxies.put(route, proxy.addInterceptor(new Forwarding(route, origin)));
        }
    }

    /** Starts serving on that port of 127.0.0.1. */
    static Future<HttpServer> start(Vertx vertx, int port, List<Route> routes) {
        return start(vertx, port, routes, EdgeLimits.USUAL);
    }

    static Future<HttpServer> start(Vertx vertx, int port, List<Route> routes, EdgeLimits limits) {
        EdgeServer edge = new EdgeServer(vertx, routes, limits);
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        // One request at a time on a connection.
                        .setHttp2ClearTextEnabled(false)
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(MOST_HEADERS)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) limits.idle().toMillis()))
                .connectionHandler(edge.visitors::arrived)
                .invalidRequestHandler(EdgeServer::refuse)
                .requestHandler(edge::handle)
                .listen();
    }

    private Optional<HttpProxy> proxyFor(String path) {
        return first(route -> route.matches(path) || route.explains(path))
                .or(() -> first(route -> Route.isAboutProblems(path)));
    }

    private Optional<HttpProxy> first(Predicate<Route> wanted) {
        return proxies.entrySet().stream()
                .filter(proxy -> wanted.test(proxy.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is not HTTP, or more of it than is read. */
    private static void refuse(HttpServerRequest request) {
        EdgeProblem problem =
                switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException _ -> EdgeProblem.addressTooLong(LONGEST_LINE);
                    case TooLongHttpHeaderException _ -> EdgeProblem.headersTooLarge(MOST_HEADERS);
                    case null, default -> EdgeProblem.notHttp();
                };
        request.response().putHeader("Connection", "close");
        problem.answer(request.response()).onComplete(_ -> request.connection().close());
    }

    private void handle(HttpServerRequest request) {
        visitors.asks(request);
        String path = request.path() == null ? "/" : request.path();
        Optional<HttpProxy> proxy =
                Route.hasDotSegments(path) || !isAddress(request.uri()) ? Optional.empty() : proxyFor(path);
        if (proxy.isPresent()) {
            forward(request, proxy.get());
            return;
        }
        request.response().endHandler(_ -> visitors.answered(request));
        if (!isAddress(request.uri())) {
            EdgeProblem.notHttp().answer(request.response());
        } else if (!explorer.answer(request, path)) {
            EdgeProblem.unknownPath(path).answer(request.response());
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI unused = new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void forward(HttpServerRequest request, HttpProxy proxy) {
        String caller = Callers.of(request);
        if (!callers.begin(caller)) {
            request.response().endHandler(_ -> visitors.answered(request));
            EdgeProblem.tooManyAtOnce().answer(request.response());
            return;
        }
        // An answer that breaks off with its connection has not always an end: then what the caller had under way ends
        // with that.
        Runnable over = visitors.untilLeaving(request.connection(), () -> callers.end(caller));
        request.response().endHandler(_ -> {
            over.run();
            visitors.answered(request);
        });
        proxy.handle(request);
    }
}
