package org.gardefou.kit.trace;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Takes the caller's trace in, and names ours in the answer, so that a support request can quote it. */
class TraceFilter {

    private static final String HEADER = "traceparent";
    private static final String SCOPE = TraceFilter.class.getName();

    @ServerRequestFilter(preMatching = true)
    public void enter(ContainerRequestContext request) {
        request.setProperty(SCOPE, Trace.after(request.getHeaderString(HEADER)).enter());
    }

    @ServerResponseFilter
    public void leave(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, Trace.current().traceparent());
        if (request.getProperty(SCOPE) instanceof Trace.Scope scope) scope.close();
    }
}
