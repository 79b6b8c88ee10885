package org.gardefou.kit.permission;

import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

/** One operation: a method and a path, and what its annotations say. */
record PermissionTableRow(String verb, String path, Method method) {

    private static final String ROLE = "as:";
    private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");
    private static final List<Role> COLUMNS = List.of(Role.OPERATOR, Role.SYSTEM, Role.PANEL, Role.CUSTOMER);

    static Optional<PermissionTableRow> of(Class<?> type, Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Stream.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)))
                .findFirst()
                .map(verb -> new PermissionTableRow(verb.value(), path(type, method), method));
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!open()) {
            if (scopes().isEmpty()) {
                faults.add("declares no scope, for example @PermissionsAllowed(\"terms:read\"), and is not @PermitAll");
            }
            if (roles().isEmpty()) {
                faults.add("declares no role, for example @PermissionsAllowed({\"as:operator\", \"as:system\"})");
            }
        }
        if (permissions().anyMatch(PermissionsAllowed::inclusive)) {
            faults.add("uses inclusive = true; repeat the annotation instead");
        }
        unknownRoles().forEach(role -> faults.add("names a role that does not exist: " + role));
        if (method.isAnnotationPresent(Idempotent.class)) {
            if (!method.isAnnotationPresent(Transactional.class)) {
                faults.add("is @Idempotent and not @Transactional");
            }
            if (method.getReturnType() != Response.class) {
                faults.add("is @Idempotent and does not return Response");
            }
        }
        if ((verb.equals("PUT") || verb.equals("PATCH")) && !takesIfMatch()) {
            faults.add("updates without @BeanParam IfMatch");
        }
        if (BODIES.contains(verb) && bodies().anyMatch(body -> !body.isAnnotationPresent(Valid.class))) {
            faults.add("takes a body without @Valid");
        }
        return faults;
    }

    String markdown() {
        Stream<String> who = COLUMNS.stream().map(role -> roles().contains(ROLE + role.group()) ? "yes" : "");
        String scope =
                open() ? "" : scopes().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        return Stream.of(Stream.of("`" + verb + " " + path + "`", scope), who, Stream.of(open() ? "yes" : ""))
                .flatMap(cells -> cells)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private boolean open() {
        return permissions().findAny().isEmpty()
                && (method.isAnnotationPresent(PermitAll.class)
                        || method.getDeclaringClass().isAnnotationPresent(PermitAll.class));
    }

    private Stream<PermissionsAllowed> permissions() {
        PermissionsAllowed[] own = method.getAnnotationsByType(PermissionsAllowed.class);
        return Arrays.stream(
                own.length > 0 ? own : method.getDeclaringClass().getAnnotationsByType(PermissionsAllowed.class));
    }

    /** One text for each annotation: its alternatives joined. */
    private List<String> scopes() {
        return permissions()
                .map(permission -> String.join(" or ", permission.value()))
                .map(words -> words.replace("own:", path.split("/")[1] + ":"))
                .filter(words -> !words.startsWith(ROLE))
                .sorted()
                .toList();
    }

    private Set<String> roles() {
        return permissions()
                .flatMap(permission -> Arrays.stream(permission.value()))
                .filter(word -> word.startsWith(ROLE))
                .collect(Collectors.toSet());
    }

    private Stream<String> unknownRoles() {
        return roles().stream()
                .filter(role -> COLUMNS.stream().noneMatch(known -> role.equals(ROLE + known.group())))
                .sorted();
    }

    private boolean takesIfMatch() {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter ->
                        parameter.getType() == IfMatch.class && parameter.isAnnotationPresent(BeanParam.class));
    }

    private Stream<Parameter> bodies() {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .map(Annotation::annotationType)
                        .noneMatch(type -> type.getPackageName().startsWith("jakarta.ws.rs")))
                .filter(parameter -> !parameter.getType().getPackageName().startsWith("java"))
                .filter(parameter -> !parameter.getType().isPrimitive());
    }

    private static String path(Class<?> type, Method method) {
        String path = part(type.getAnnotation(Path.class)) + part(method.getAnnotation(Path.class));
        return path.isEmpty() ? "/" : path;
    }

    private static String part(@Nullable Path path) {
        if (path == null) {
            return "";
        }
        String inner = path.value().replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? "" : "/" + inner;
    }
}
