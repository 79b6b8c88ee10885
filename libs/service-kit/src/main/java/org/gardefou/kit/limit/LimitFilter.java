package org.gardefou.kit.limit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.audit.RemoteAddress;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers 429 to a customer, a panel or an address without a token that sends more than it may, and tells each what it has left. */
class LimitFilter {

    private static final String QUOTA = LimitFilter.class.getName();

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
        if (request.getProperty(QUOTA) instanceof Quota quota) {
            response.getHeaders().putSingle("RateLimit-Policy", quota.policyField());
            response.getHeaders().putSingle("RateLimit", quota.stateField());
        }
    }
}
