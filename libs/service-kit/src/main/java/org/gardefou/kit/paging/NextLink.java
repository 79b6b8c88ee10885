package org.gardefou.kit.paging;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds {@code Link: <…>; rel="next"} to every answer that is a {@link Page} with a page behind it. */
class NextLink {

    @ServerResponseFilter
    public void link(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page<?> page && page.next() != null) {
            URI next = request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build();
            // A reference without a host stays right behind any proxy (RFC 8288 section 3.1 resolves it).
            response.getHeaders().add("Link", "<%s?%s>; rel=\"next\"".formatted(next.getRawPath(), next.getRawQuery()));
        }
    }
}
