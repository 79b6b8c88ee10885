package org.gardefou.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.local.token.Role;

/** One operation as its service's OpenAPI document describes it. */
record Operation(String method, String path, JsonNode described) {

    private static final Pattern PERMISSION = Pattern.compile("`([a-z]+:[a-z]+)`");
    private static final String AS = "as:";

    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(one -> operations.add(
                        new Operation(one.getKey().toUpperCase(Locale.ROOT), path.getKey(), one.getValue()))));
        return operations;
    }

    /** The path with this in the place of each of its parameters. */
    String at(String value) {
        return path.replaceAll("\\{[^}]*}", value);
    }

    /** Whether anybody may call it: it asks for no token. */
    boolean open() {
        return described.path("security").isEmpty();
    }

    /** Whether it asks for a signature in the place of a token (Standard Webhooks). */
    boolean signed() {
        return takes("webhook-signature");
    }

    boolean aboutOne() {
        return path.contains("{");
    }

    /** The media type of its body; empty when it takes none. */
    Optional<String> bodyType() {
        return described
                .path("requestBody")
                .path("content")
                .propertyStream()
                .map(content -> content.getKey())
                .findFirst();
    }

    /** The first example of its body. */
    Optional<JsonNode> requestExample() {
        return described
                .path("requestBody")
                .path("content")
                .valueStream()
                .flatMap(Operation::examples)
                .findFirst();
    }

    /** The good answers in JSON of which no example is shown, by their status. */
    List<String> answersWithoutExample() {
        return described
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .filter(response -> response.getValue()
                        .path("content")
                        .propertyStream()
                        .anyMatch(content -> content.getKey().endsWith("json")
                                && examples(content.getValue()).findAny().isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<JsonNode> examples(JsonNode content) {
        return Stream.concat(
                Stream.of(content.path("example")).filter(example -> !example.isMissingNode()),
                content.path("examples").valueStream().map(example -> example.path("value")));
    }

    boolean answersEvents() {
        return described.path("responses").path("200").path("content").has("text/event-stream");
    }

    boolean takes(String parameter) {
        return described.path("parameters").findValuesAsText("name").contains(parameter);
    }

    boolean documents(int status) {
        return described.path("responses").has(Integer.toString(status));
    }

    /** A role that may call it: staff, where staff may. */
    Role role() {
        Set<String> roles = permissions().stream()
                .filter(permission -> permission.startsWith(AS))
                .map(permission -> permission.substring(AS.length()))
                .collect(Collectors.toSet());
        return roles.isEmpty() || roles.contains(Role.OPERATOR.claim()) ? Role.OPERATOR : Role.SYSTEM;
    }

    /** The scopes that it needs. */
    List<String> scopes() {
        return permissions().stream()
                .filter(permission -> !permission.startsWith(AS))
                .toList();
    }

    private List<String> permissions() {
        return PERMISSION
                .matcher(described.path("description").asText())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
