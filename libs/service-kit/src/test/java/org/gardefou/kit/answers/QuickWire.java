package org.gardefou.kit.answers;

import io.restassured.http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Sends over connections that stay open, by the client that REST Assured has below it. */
final class QuickWire {

    /** All others say how long their body is, be it empty. */
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    /** More than any test sends at the same time. */
    private static final int TOGETHER = 200;

    private static final int PATIENCE_MILLIS = 120_000;
    private static final CloseableHttpClient CLIENT = HttpClients.custom()
            .disableContentCompression()
            .disableCookieManagement()
            .setMaxConnTotal(TOGETHER)
            .setMaxConnPerRoute(TOGETHER)
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setConnectTimeout(PATIENCE_MILLIS)
                    .setSocketTimeout(PATIENCE_MILLIS)
                    .build())
            .build();

    private QuickWire() {}

    static QuickAnswer send(String verb, URI uri, List<QuickRequest.Pair> headers, byte @Nullable [] body) {
        RequestBuilder request = RequestBuilder.create(verb).setUri(uri);
        headers.forEach(header -> request.addHeader(header.name(), header.value()));
        if (body != null) request.setEntity(new ByteArrayEntity(body));
        else if (!WITHOUT_BODY.contains(verb)) request.setEntity(new ByteArrayEntity(new byte[0]));
        try (CloseableHttpResponse response = CLIENT.execute(request.build())) {
            byte[] content = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return new QuickAnswer(
                    response.getStatusLine().getStatusCode(),
                    Stream.of(response.getAllHeaders())
                            .map(one -> new Header(one.getName(), one.getValue()))
                            .toList(),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
