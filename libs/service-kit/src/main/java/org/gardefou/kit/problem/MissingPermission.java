package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.kit.permission.OwnScope;

/** Says in a 403 which permission the token lacks: of all that the operation declares, the first that it has not. */
@ApplicationScoped
class MissingPermission {

    private final CurrentIdentityAssociation identities;
    private final OwnScope own;

    MissingPermission(CurrentIdentityAssociation identities, OwnScope own) {
        this.identities = identities;
        this.own = own;
    }

    HttpProblem problem() {
        return CurrentRequest.method()
                .flatMap(method -> declared(method).stream()
                        .filter(permission -> !held(permission.value()))
                        .findFirst())
                .map(permission -> Problems.forbidden("the permission " + named(permission)))
                .orElseGet(() -> ProblemCatalogue.byStatus(403));
    }

    private String named(PermissionsAllowed permission) {
        return Arrays.stream(permission.value()).map(own::named).collect(Collectors.joining(" or "));
    }

    private static List<PermissionsAllowed> declared(Method method) {
        PermissionsAllowed[] onMethod = method.getAnnotationsByType(PermissionsAllowed.class);
        return Arrays.asList(
                onMethod.length > 0
                        ? onMethod
                        : method.getDeclaringClass().getAnnotationsByType(PermissionsAllowed.class));
    }

    /** The identity is known by now, and its permissions are a set in memory: nothing here waits. */
    private boolean held(String[] anyOf) {
        SecurityIdentity identity =
                identities.getDeferredIdentity().subscribeAsCompletionStage().getNow(null);
        return identity != null
                && Arrays.stream(anyOf)
                        .map(MissingPermission::permission)
                        .anyMatch(permission -> identity.checkPermission(permission)
                                .subscribeAsCompletionStage()
                                .getNow(false));
    }

    private static StringPermission permission(String text) {
        String[] parts = text.split(":", 2);
        return parts.length == 2 ? new StringPermission(parts[0], parts[1]) : new StringPermission(parts[0]);
    }
}
