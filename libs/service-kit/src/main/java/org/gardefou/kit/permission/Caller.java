package org.gardefou.kit.permission;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who sent the request that is being handled, as its token says. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    /** Asked for several times in each request. */
    private @Nullable Role role;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The {@code sub} claim, or the user name where a token has none; {@code anonymous} without a token. */
    public String subject() {
        if (identity.isAnonymous()) {
            return "anonymous";
        }
        return token().flatMap(token -> Optional.ofNullable(token.getSubject()))
                .or(() -> Optional.ofNullable(identity.getPrincipal().getName()))
                .orElse("unnamed");
    }

    /** The strongest role of the token. */
    public Role role() {
        Role known = role;
        if (known == null) role = known = Role.strongest(identity.getRoles());
        return known;
    }

    /** The customer that the token speaks for. */
    public Optional<UUID> customer() {
        return id("customer");
    }

    /** The panel connection that the token speaks for. */
    public Optional<UUID> connection() {
        return id("connection");
    }

    /** Whether an operator or one of the hoster's systems calls. */
    public boolean staff() {
        return role() == Role.OPERATOR || role() == Role.SYSTEM;
    }

    /** The rows that the caller may see. */
    public Visibility visibility() {
        return switch (role()) {
            case OPERATOR, SYSTEM -> new Visibility.Everything();
            case CUSTOMER ->
                customer().<Visibility>map(Visibility.OfCustomer::new).orElseGet(Visibility.Nothing::new);
            case PANEL ->
                connection().<Visibility>map(Visibility.OfConnection::new).orElseGet(Visibility.Nothing::new);
            case NOBODY -> new Visibility.Nothing();
        };
    }

    private Optional<UUID> id(String claim) {
        return token().map(token -> token.<Object>getClaim(claim)).flatMap(value -> parse(value.toString()));
    }

    /** An id that is no UUID gives no visibility, rather than an error that would tell the forms of our ids. */
    private static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonWebToken> token() {
        return identity.getPrincipal() instanceof JsonWebToken token ? Optional.of(token) : Optional.empty();
    }
}
