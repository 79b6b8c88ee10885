package org.gardefou.local.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes every request of the one origin: to a service by its first segment, or to the explorer. */
final class EdgeServer {

    /** Every open page of the explorer and every stream of progress holds one connection. */
    private static final int CONNECTIONS_TO_A_SERVICE = 256;

    /** The services are on this machine: one that does not accept at once is not there. */
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final Map<Route, HttpProxy> proxies = new LinkedHashMap<>();
    private final Explorer explorer;

    private EdgeServer(Vertx vertx, List<Route> routes) {
        explorer = new Explorer(routes);
        for (Route route : routes) {
            HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(new HttpClientOptions()
                            .setMaxPoolSize(CONNECTIONS_TO_A_SERVICE)
                            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                            .setDecompressionSupported(false)))
                    .origin(new MarkingOrigin(route.port()));
            proxies.put(route, proxy.addInterceptor(new Forwarding(route)));
        }
    }

    /** Starts serving on that port of 127.0.0.1. */
    static Future<HttpServer> start(Vertx vertx, int port, List<Route> routes) {
        EdgeServer edge = new EdgeServer(vertx, routes);
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
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

    private void handle(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        if (Route.hasDotSegments(path)) {
            EdgeProblem.unknownPath(path).answer(request.response());
            return;
        }
        Optional<HttpProxy> proxy = proxyFor(path);
        if (proxy.isPresent()) {
            proxy.get().handle(request);
            return;
        }
        if (!explorer.answer(request, path)) {
            EdgeProblem.unknownPath(path).answer(request.response());
        }
    }
}
