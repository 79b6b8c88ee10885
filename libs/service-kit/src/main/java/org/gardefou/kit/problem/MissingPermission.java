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

/** Says in a 403 which permission the token lacks: of all that the operation declares, the first that it has not. */
@ApplicationScoped
class MissingPermission {

    private final CurrentIdentityAssociation identities;

    MissingPermission(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    HttpProblem problem() {
        return CurrentRequest.method()
                .flatMap(method -> declared(method).stream()
                        .filter(permission -> !held(permission.value()))
                        .findFirst())
                .map(permission -> Problems.forbidden("the permission " + String.join(" or ", permission.value())))
                .orElseGet(() -> ProblemCatalogue.byStatus(403));
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
