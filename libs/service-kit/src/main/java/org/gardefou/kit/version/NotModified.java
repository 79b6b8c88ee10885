package org.gardefou.kit.version;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers 304 without a body where the client already has what a GET would answer (RFC 9110, section 13.1.2). */
class NotModified {

    @ServerResponseFilter
    public void compare(ContainerRequestContext request, ContainerResponseContext response) {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        EntityTag tag = response.getEntityTag();
        String header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (!read || tag == null || header == null || response.getStatus() != 200) {
            return;
        }
        Optional<EntityTags> known = EntityTags.parse(header);
        if (known.isPresent() && known.get().matchesWeakly(tag.getValue())) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        }
    }
}
