package org.gardefou.local.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** Tells a service who asked and how, and answers in its place when it does not. */
final class Forwarding implements ProxyInterceptor {

    private static final int BAD_GATEWAY = 502;

    private final Route route;
    private final MarkingOrigin origin;

    Forwarding(Route route, MarkingOrigin origin) {
        this.route = route;
        this.origin = origin;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest inbound = request.proxiedRequest();
        // What a client says about itself here is not believed: the edge is the first that can know.
        request.headers().remove("Forwarded");
        request.putHeader("X-Forwarded-For", inbound.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", inbound.isSSL() ? "https" : "http");
        HostAndPort authority = inbound.authority();
        if (authority != null) {
            request.setAuthority(authority);
            request.putHeader("X-Forwarded-Host", authority.toString());
            request.putHeader(
                    "X-Forwarded-Port", Integer.toString(inbound.localAddress().port()));
        }
        return context.sendRequest()
                .map(response -> silent(response) ? inItsPlace(context, response) : response)
                .recover(cause -> Future.succeededFuture(
                        inItsPlace(context, request.release().response())));
    }

    /** The proxy's own 502 has no body; a service's always has. */
    private static boolean silent(ProxyResponse response) {
        return response.getStatusCode() == BAD_GATEWAY && !response.headers().contains("Content-Type");
    }

    private ProxyResponse inItsPlace(ProxyContext context, ProxyResponse response) {
        EdgeProblem problem =
                switch (origin.outcome(context)) {
                    case UNREACHABLE -> EdgeProblem.down(route);
                    case NO_TURN -> EdgeProblem.busy(route);
                    case SILENT -> EdgeProblem.silent(route);
                    case CUT_OFF -> EdgeProblem.cutOff(route);
                };
        response.setStatusCode(problem.status());
        response.setStatusMessage(problem.reason());
        problem.headers().forEach(response::putHeader);
        return response.setBody(Body.body(problem.body()));
    }
}
