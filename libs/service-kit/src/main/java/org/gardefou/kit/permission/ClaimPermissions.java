package org.gardefou.kit.permission;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns the claims of a token into the permissions that {@code @PermissionsAllowed} asks for: each word of {@code scope}
 * as it stands ({@code terms:read}; what is this service's also as {@code own:read}, see {@link OwnScope}), and each group behind
 * {@code as:} ({@code as:operator}).
 *
 * <p>An operation declares both, in two annotations, and both must hold (Quarkus: "repeated annotations: all of them");
 * inside one annotation one value is enough:
 *
 * <pre>{@code
 * @PermissionsAllowed("terms:write")
 * @PermissionsAllowed({"as:operator", "as:system"})
 * }</pre>
 */
@ApplicationScoped
class ClaimPermissions implements SecurityIdentityAugmentor {

    private static final String ROLE_PREFIX = "as";

    private final OwnScope own;

    ClaimPermissions(OwnScope own) {
        this.own = own;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        Set<Permission> permissions = new LinkedHashSet<>();
        identity.getRoles().forEach(role -> permissions.add(new StringPermission(ROLE_PREFIX, role)));
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            words(token.getClaim("scope"))
                    // A role is had by the group alone: some providers let a client choose the words of its scope.
                    .filter(word -> !isOf(word, ROLE_PREFIX) && !isOf(word, OwnScope.PLACEHOLDER))
                    .flatMap(this::scope)
                    .forEach(permissions::add);
        }
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder(identity);
        permissions.forEach(builder::addPermission);
        return Uni.createFrom().item(builder.build());
    }

    /** RFC 8693 section 4.2 has the scopes in one text; some providers send an array. */
    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case null -> Stream.empty();
            case Collection<?> several -> several.stream().flatMap(ClaimPermissions::words);
            default -> Stream.of(text(claim).trim().split("\\s+")).filter(word -> !word.isEmpty());
        };
    }

    private static String text(Object claim) {
        return claim instanceof jakarta.json.JsonString json ? json.getString() : claim.toString();
    }

    private static boolean isOf(String word, String prefix) {
        return word.equals(prefix) || word.startsWith(prefix + ":");
    }

    /** A scope of this service's own stands for its placeholder, too. */
    private Stream<Permission> scope(String word) {
        List<String> parts = List.of(word.split(":", 2));
        if (parts.size() < 2) return Stream.of(new StringPermission(parts.getFirst()));
        Permission scope = new StringPermission(parts.get(0), parts.get(1));
        return own.is(parts.get(0))
                ? Stream.of(scope, new StringPermission(OwnScope.PLACEHOLDER, parts.get(1)))
                : Stream.of(scope);
    }
}
