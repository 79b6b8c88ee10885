package org.gardefou.kit.limit;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.audit.RemoteAddress;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers 429 to who sends more than its role may, and to an address without a good token, and tells each what it has left. */
class LimitFilter {

    private static final String QUOTA = LimitFilter.class.getName();
    private static final int UNAUTHENTICATED = 401;

    private final Quotas quotas;
    private final Caller caller;
    private final RemoteAddress remote;

    LimitFilter(Quotas quotas, Caller caller, RemoteAddress remote) {
        this.quotas = quotas;
        this.caller = caller;
        this.remote = remote;
    }

    @ServerRequestFilter
    public void count(ContainerRequestContext request) {
        Role role = caller.role();
        if (!quotas.bounds(role)) return;
        quotas.take(role, counted(role)).ifPresent(quota -> {
            request.setProperty(QUOTA, quota);
            if (!quota.granted()) throw Problems.tooManyRequests(quota.retryAfter());
        });
    }

    /** Who has the quota: what the token names, and without a token the network that asks. */
    private String counted(Role role) {
        if (role == Role.NOBODY) return Network.of(remote.current());
        Optional<UUID> owner = role == Role.PANEL ? caller.connection() : caller.customer();
        return owner.map(UUID::toString).orElseGet(caller::subject);
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(QUOTA) instanceof Quota quota) tell(response, quota);
        // Who is refused for its token never came to be counted above.
        else if (response.getStatus() == UNAUTHENTICATED)
            quotas.take(Role.NOBODY, Network.of(remote.current())).ifPresent(quota -> {
                if (!quota.granted()) refuse(response, quota);
                tell(response, quota);
            });
    }

    private static void tell(ContainerResponseContext response, Quota quota) {
        response.getHeaders().putSingle("RateLimit-Policy", quota.policyField());
        response.getHeaders().putSingle("RateLimit", quota.stateField());
    }

    private static void refuse(ContainerResponseContext response, Quota quota) {
        if (!(response.getEntity() instanceof HttpProblem refused)) return;
        HttpProblem problem = Problems.tooManyRequests(quota.retryAfter());
        HttpProblem.Builder builder = HttpProblem.builder()
                .withType(problem.getType())
                .withTitle(problem.getTitle())
                .withStatus(problem.getStatusCode())
                .withDetail(problem.getDetail())
                .withInstance(refused.getInstance());
        refused.getParameters().forEach(builder::with);
        response.setStatus(problem.getStatusCode());
        response.setEntity(builder.build());
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        problem.getHeaders().forEach((name, value) -> response.getHeaders().putSingle(name, value));
    }
}
