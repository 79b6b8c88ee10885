package org.gardefou.kit.asyncapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Serves the document at {@code /<base path>/asyncapi}, to anybody, as the OpenAPI document is. */
@ApplicationScoped
class AsyncApiRoute {

    private final String service;
    private final String base;
    private final ObjectMapper json;
    private volatile @Nullable Buffer written;

    AsyncApiRoute(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "gardefou.permissions.scope") String base,
            ObjectMapper json) {
        this.service = service;
        this.base = base;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.get("/" + base + "/asyncapi").blockingHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        try {
            context.response().putHeader("Content-Type", "application/json").end(document());
        } catch (IOException e) {
            context.fail(e);
        }
    }

    /** Written when it is first asked for: a start should not wait for it. */
    private Buffer document() throws IOException {
        Buffer known = written;
        if (known == null) {
            known = Buffer.buffer(
                    json.writeValueAsBytes(new AsyncApi(service, BusContract.read(json), json).document()));
            written = known;
        }
        return known;
    }
}
