package org.gardefou.kit.openapi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.idempotency.Idempotent;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** What the annotations of the resource methods say that the OpenAPI document cannot know by itself. */
final class Operations {

    /**
     * What is declared for one operation.
     *
     * @param open whether anybody may call it, without a token
     * @param permissions what a token needs, all of them; alternatives are joined by "or"
     */
    record Facts(boolean open, boolean idempotent, List<String> permissions) {

        static final Facts UNKNOWN = new Facts(false, false, List.of());
    }

    private static final DotName OPERATION = DotName.createSimple(Operation.class);
    private static final DotName IDEMPOTENT = DotName.createSimple(Idempotent.class);
    private static final DotName PATH = DotName.createSimple(Path.class);
    private static final DotName OPEN = DotName.createSimple(PermitAll.class);
    private static final DotName PERMISSIONS = DotName.createSimple(PermissionsAllowed.class);

    private final IndexView index;
    private final Map<String, Facts> byId = new HashMap<>();

    Operations(IndexView index) {
        this.index = index;
        Stream.of(IDEMPOTENT, OPEN, PERMISSIONS, DotName.createSimple(PermissionsAllowed.List.class))
                .flatMap(name -> index.getAnnotations(name).stream())
                .map(AnnotationInstance::target)
                .flatMap(Operations::methods)
                .distinct()
                .forEach(method -> owners(method).forEach(owner -> byId.put(id(owner, method), facts(owner, method))));
    }

    Facts of(Optional<String> operationId) {
        return operationId.map(byId::get).orElse(Facts.UNKNOWN);
    }

    private static Stream<MethodInfo> methods(AnnotationTarget target) {
        return switch (target.kind()) {
            case METHOD -> Stream.of(target.asMethod());
            case CLASS -> target.asClass().methods().stream();
            default -> Stream.empty();
        };
    }

    /** An inherited method is an operation of each class that inherits it. */
    private Stream<ClassInfo> owners(MethodInfo method) {
        ClassInfo owner = method.declaringClass();
        return Stream.concat(Stream.of(owner), index.getAllKnownSubclasses(owner.name()).stream());
    }

    private static String id(ClassInfo owner, MethodInfo method) {
        AnnotationInstance operation = method.annotation(OPERATION);
        return operation != null && operation.value("operationId") != null
                ? operation.value("operationId").asString()
                : owner.simpleName() + "_" + method.name();
    }

    private Facts facts(ClassInfo owner, MethodInfo method) {
        ClassInfo declaring = method.declaringClass();
        List<AnnotationInstance> permissions = method.annotationsWithRepeatable(PERMISSIONS, index);
        if (permissions.isEmpty()) {
            permissions = declaring.declaredAnnotationsWithRepeatable(PERMISSIONS, index);
        }
        boolean open = permissions.isEmpty() && (method.hasAnnotation(OPEN) || declaring.hasDeclaredAnnotation(OPEN));
        String scope = scope(owner);
        return new Facts(
                open,
                method.hasAnnotation(IDEMPOTENT) || declaring.hasDeclaredAnnotation(IDEMPOTENT),
                permissions.stream().map(permission -> words(permission, scope)).toList());
    }

    /** What stands for {@code own} in a permission: the first part of the path, as the scopes are named. */
    private static String scope(ClassInfo owner) {
        AnnotationInstance path = owner.declaredAnnotation(PATH);
        return path == null
                ? "own"
                : path.value().asString().replaceFirst("^/", "").replaceFirst("/.*", "");
    }

    private static String words(AnnotationInstance permission, String scope) {
        return String.join(
                " or ",
                Arrays.stream(permission.value().asStringArray())
                        .map(word -> "`" + word.replaceFirst("^own:", scope + ":") + "`")
                        .toList());
    }
}
