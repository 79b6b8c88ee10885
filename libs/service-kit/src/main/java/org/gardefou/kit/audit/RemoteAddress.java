package org.gardefou.kit.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the present request came from: the nearest address that no proxy of ours wrote itself. */
@ApplicationScoped
public class RemoteAddress {

    /** The longest text of an IPv6 address with its zone; what is longer in a header is no address. */
    private static final int LONGEST = 60;

    private final CurrentVertxRequest request;
    private final Set<String> trusted;

    RemoteAddress(CurrentVertxRequest request, AuditConfig config) {
        this.request = request;
        this.trusted = config.trustedProxies().orElse(Set.of());
    }

    /** The address of who sends the request that is being handled; null outside of a request. */
    public @Nullable String current() {
        if (!Arc.container().requestContext().isActive()) {
            return null;
        }
        RoutingContext context = request.getCurrent();
        return context == null ? null : of(context.request());
    }

    private @Nullable String of(HttpServerRequest request) {
        if (request.remoteAddress() == null) {
            return null;
        }
        return nearest(
                request.remoteAddress().hostAddress(),
                request.headers().getAll("X-Forwarded-For").stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .map(String::strip)
                        .toList());
    }

    /**
     * Goes back from the peer through the forwarded addresses, as long as the one that wrote the next is trusted: only the
     * right end of the header is written by our proxies, its left end by anybody.
     */
    String nearest(String peer, List<String> forwarded) {
        String address = peer;
        for (String next : forwarded.reversed()) {
            if (!believed(address) || next.isEmpty() || next.length() > LONGEST) {
                return address;
            }
            address = next;
        }
        return address;
    }

    private boolean believed(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || trusted.contains(address);
    }
}
