package org.gardefou.kit.permission;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quarkus' own check of bearer tokens (RFC 6750), asked only about a token that was not found good a moment ago. */
@ApplicationScoped
@Alternative
@Priority(1)
class BearerTokens implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final JWTAuthMechanism check;
    private final GoodTokens good;

    BearerTokens(JWTAuthMechanism check, GoodTokens good) {
        this.check = check;
        this.good = good;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String token = token(context);
        if (token == null) return check.authenticate(context, providers);
        Uni<SecurityIdentity> known = good.of(token);
        if (known != null) return known;
        return check.authenticate(context, providers)
                .onItem()
                .ifNotNull()
                .invoke(identity -> good.keep(token, identity));
    }

    private static @Nullable String token(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return check.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return check.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return check.getCredentialTransport(context);
    }
}
