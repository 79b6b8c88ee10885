package org.gardefou.kit.start;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;

/** Tells once that the service is open, whichever of its servers is the first. */
@ApplicationScoped
class Doors {

    private final Event<Open> open;
    private boolean told;

    Doors(Event<Open> open) {
        this.open = open;
    }

    void http(@ObservesAsync HttpServerStart start) {
        tell();
    }

    void https(@ObservesAsync HttpsServerStart start) {
        tell();
    }

    void socket(@ObservesAsync DomainSocketServerStart start) {
        tell();
    }

    /** A service that is told to stop while it starts begins nothing any more. */
    synchronized void stop(@Observes ShutdownEvent event) {
        told = true;
    }

    private synchronized void tell() {
        if (told) return;
        told = true;
        open.fire(new Open());
    }
}
