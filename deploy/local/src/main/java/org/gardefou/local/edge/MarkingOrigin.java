package org.gardefou.local.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;

/**
 * Leads to one port of this machine, and notes when nobody answers there: only then is it certain that a request was not
 * acted upon and may be sent again.
 */
final class MarkingOrigin implements OriginRequestProvider {

    static final String UNREACHABLE = "gardefou.unreachable";

    private final int port;

    MarkingOrigin(int port) {
        this.port = port;
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        HttpClient client = context.client();
        return client.request(new RequestOptions().setHost("127.0.0.1").setPort(port))
                .onFailure(cause -> context.set(UNREACHABLE, Boolean.TRUE));
    }
}
