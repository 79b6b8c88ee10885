package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A payload in the envelope of our hooks, or bare: {@code event} names what the panel did where the payload itself does not,
 * {@code happenedAt} says when, which a report that waited in a spool needs.
 *
 * @param event empty where only the payload names it
 * @param actor who did it, as far as the hook knows; null where it does not
 */
public record Report(
        String event,
        @Nullable Instant happenedAt,
        @Nullable ObjectNode actor,
        ObjectNode payload) {

    /** What our hooks send to say that they are alive. */
    private static final String HEARTBEAT = "heartbeat";

    private static final int LONGEST = 200;
    private static final Set<String> FIELDS = Set.of("event", "happenedAt", "actor", "payload");
    private static final Set<String> ACTOR = Set.of("kind", "id");
    private static final Set<String> KINDS = Set.of("CUSTOMER", "STAFF", "AUTOMATION", "UNKNOWN");

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is neither
     */
    public static Report of(ObjectNode body) {
        if (!body.has("payload")) return new Report("", null, null, body);
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field))
                throw Problems.of(
                        ProblemType.UNKNOWN_FIELD,
                        "The field /%s is not known. A report has event, happenedAt, actor and payload."
                                .formatted(field));
        });
        if (!(body.get("payload") instanceof ObjectNode payload))
            throw Problems.validation("/payload", "must be an object");
        return new Report(event(body.path("event")), time(body.path("happenedAt")), actor(body.path("actor")), payload);
    }

    /** Whether it only says that the hook is alive. */
    public boolean heartbeat() {
        return event.equals(HEARTBEAT);
    }

    /** Who did it, or the one that the payload points to. */
    ObjectNode actorOr(String kind, @Nullable String id) {
        if (actor != null) return actor.deepCopy();
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("kind", kind);
        return id == null || id.isBlank() ? made : made.put("id", id);
    }

    private static String event(JsonNode event) {
        if (event.isMissingNode()) return "";
        if (event.isTextual() && event.textValue().length() <= LONGEST) return event.textValue();
        throw Problems.validation("/event", "must be a text of at most " + LONGEST + " characters");
    }

    private static @Nullable Instant time(JsonNode time) {
        if (time.isMissingNode()) return null;
        try {
            return OffsetDateTime.parse(time.asText()).toInstant();
        } catch (DateTimeException e) {
            throw Problems.validation("/happenedAt", "must be an RFC 3339 time such as 2026-11-23T10:00:00Z");
        }
    }

    private static @Nullable ObjectNode actor(JsonNode actor) {
        if (actor.isMissingNode()) return null;
        boolean sound = actor instanceof ObjectNode given
                && given.properties().stream()
                        .allMatch(field -> ACTOR.contains(field.getKey())
                                && field.getValue().isTextual())
                && KINDS.contains(given.path("kind").asText());
        if (!sound)
            throw Problems.validation(
                    "/actor",
                    "must be an object with a kind ("
                            + String.join(", ", KINDS.stream().sorted().toList()) + ") and perhaps an id");
        return (ObjectNode) actor;
    }
}
