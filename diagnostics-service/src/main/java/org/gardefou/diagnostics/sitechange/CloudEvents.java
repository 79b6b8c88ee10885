package org.gardefou.diagnostics.sitechange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gardefou.kit.json.PlainText;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 over HTTP: structured, batched and binary mode (CloudEvents HTTP protocol binding 1.0.2). Attributes are
 * checked here; an extension attribute is allowed and not kept, as the specification asks. Secrets in the data are taken out here, before anybody
 * else sees it.
 */
@ApplicationScoped
class CloudEvents {

    /** Events in one batch: what one statement stores without making others wait. */
    static final int LARGEST_BATCH = 500;

    /** Older than any site that could be told of. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** Clocks differ; an event from further in the future is a mistake that would stay on top of every list. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int LONGEST = 1000;
    private static final Set<String> DATA_FIELDS = Set.of("actor", "object", "before", "after");
    private static final Set<String> ACTOR_FIELDS = Set.of("kind", "id");
    private static final Set<String> ACTORS = Set.of("CUSTOMER", "STAFF", "AUTOMATION", "UNKNOWN");

    private final ObjectMapper json;
    private final Clock clock;

    CloudEvents(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** One event, attributes and data in the body. */
    ReportedChange structured(byte[] body) {
        return event(object(read(body), ""), "");
    }

    /** Several events; one that is wrong is told apart from the others. */
    List<JsonNode> batch(byte[] body) {
        if (!(read(body) instanceof ArrayNode events)) {
            throw Problems.of(
                    ProblemType.WRONG_TYPE,
                    "A batch is a JSON array of CloudEvents. Send one event as application/cloudevents+json.");
        }
        if (events.size() > LARGEST_BATCH) {
            throw Problems.of(
                    ProblemType.TOO_LARGE,
                    "A batch holds at most %d events, this one has %d. Send it in parts."
                            .formatted(LARGEST_BATCH, events.size()));
        }
        List<JsonNode> all = new ArrayList<>(events.size());
        events.forEach(all::add);
        return all;
    }

    /** An event of a batch. */
    ReportedChange event(JsonNode event) {
        return event(object(event, ""), "");
    }

    /**
     * What a panel told in a form of its own, checked as an event is.
     *
     * @param subject by what the panel named the site
     */
    ReportedChange told(String source, String id, ChangeType type, String subject, Instant time, ObjectNode data) {
        return change("1.0", id, source, type.fullName(), subject, time.toString(), data, "/", "/data");
    }

    /** One event, its attributes in {@code ce-} headers, its data the body. */
    ReportedChange binary(HttpHeaders headers, byte[] body) {
        return fromOutside(
                headers.getHeaderString("ce-specversion"),
                decoded(headers, "ce-id"),
                decoded(headers, "ce-source"),
                headers.getHeaderString("ce-type"),
                decoded(headers, "ce-subject"),
                headers.getHeaderString("ce-time"),
                object(read(body), ""),
                "ce-",
                "");
    }

    /** A header holds visible ASCII only; the rest is percent-encoded UTF-8 (HTTP protocol binding, section 3.1.3.2). */
    private static @Nullable String decoded(HttpHeaders headers, String name) {
        String value = headers.getHeaderString(name);
        if (value == null || value.indexOf('%') < 0) return value;
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problems.validation(
                    name, "has a percent sign that begins no code of two hexadecimal digits: write it as %25");
        }
    }

    private ReportedChange event(ObjectNode event, String at) {
        JsonNode data = event.get("data");
        if (data == null)
            throw Problems.validation(at + "/data", "is missing: an object with actor, object, before and after");
        return fromOutside(
                text(event, "specversion"),
                text(event, "id"),
                text(event, "source"),
                text(event, "type"),
                text(event, "subject"),
                text(event, "time"),
                object(data, at + "/data"),
                "/",
                "/data");
    }

    /** What we find ourselves has sources that nobody else may have. */
    private ReportedChange fromOutside(
            @Nullable String version,
            @Nullable String id,
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String time,
            ObjectNode data,
            String attribute,
            String dataAt) {
        if (source != null && source.startsWith(ChangeIntake.FOUND))
            throw Problems.validation(
                    attribute + "source",
                    "begins with " + ChangeIntake.FOUND + ", which is kept for what this service finds");
        return change(version, id, source, type, subject, time, data, attribute, dataAt);
    }

    private ReportedChange change(
            @Nullable String version,
            @Nullable String id,
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String time,
            ObjectNode data,
            String attribute,
            String dataAt) {
        if (!"1.0".equals(version)) throw Problems.validation(attribute + "specversion", "must be 1.0");
        String givenType = required(type, attribute + "type");
        ChangeType known = ChangeType.of(givenType)
                .orElseThrow(() -> Problems.validation(attribute + "type", "must be one of " + ChangeType.known()));
        checkData(data, dataAt);
        ChangeStore.checkLength(lengthOf(data));
        return new ReportedChange(
                required(id, attribute + "id"),
                required(source, attribute + "source"),
                known,
                required(subject, attribute + "subject"),
                time(time, attribute + "time"),
                Unseen.marked(Secrets.redact(data)));
    }

    /** The characters of all names and texts: no more than it takes to tell them. */
    private static int lengthOf(JsonNode node) {
        if (node.isTextual()) return node.textValue().length();
        int sum = 0;
        for (Map.Entry<String, JsonNode> field : node.properties())
            sum += field.getKey().length() + lengthOf(field.getValue());
        if (node.isArray()) for (JsonNode element : node) sum += lengthOf(element);
        return sum;
    }

    private Instant time(@Nullable String time, String at) {
        if (time == null) return clock.instant();
        Instant happened;
        try {
            happened = OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw Problems.validation(at, "must be an RFC 3339 time such as 2026-11-23T10:00:00Z");
        }
        if (happened.isBefore(EARLIEST)) {
            throw Problems.validation(at, "lies before the year 2000: check the sender's clock");
        }
        if (happened.isAfter(clock.instant().plus(AHEAD))) {
            throw Problems.validation(at, "lies in the future: check the sender's clock");
        }
        return happened;
    }

    private static void checkData(ObjectNode data, String at) {
        known(data, DATA_FIELDS, at, "The data of a change has actor, object, before and after.");
        JsonNode actor = data.path("actor");
        known(actor, ACTOR_FIELDS, at + "/actor", "An actor has kind and id.");
        if (!ACTORS.contains(actor.path("kind").asText())) {
            throw Problems.validation(at + "/actor/kind", "must be one of CUSTOMER, STAFF, AUTOMATION, UNKNOWN");
        }
        if (actor.has("id")) requireText(actor, "id", at + "/actor/id");
        JsonNode object = data.path("object");
        requireText(object, "kind", at + "/object/kind");
        requireText(object, "name", at + "/object/name");
        if (object.has("path") && !object.get("path").isTextual()) {
            throw Problems.validation(at + "/object/path", "must be a text: the path below the document root");
        }
        for (String side : List.of("before", "after")) {
            if (data.has(side) && !data.get(side).isObject())
                throw Problems.validation(at + "/" + side, "must be an object");
        }
    }

    private static void known(JsonNode object, Set<String> fields, String at, String has) {
        object.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw Problems.of(
                        ProblemType.UNKNOWN_FIELD, "The field %s/%s is not known. %s".formatted(at, field, has));
            }
        });
    }

    private static void requireText(JsonNode object, String field, String at) {
        JsonNode value = object.path(field);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST) {
            throw Problems.validation(at, "must be a text of 1 to " + LONGEST + " characters");
        }
    }

    private static String required(@Nullable String value, String at) {
        if (value == null
                || value.isBlank()
                || value.length() > LONGEST
                || PlainText.forbiddenInLine(value).isPresent()) {
            throw Problems.validation(
                    at,
                    "must be a text of 1 to " + LONGEST
                            + " characters on one line, without control characters and without those that turn its direction");
        }
        return value;
    }

    private static @Nullable String text(ObjectNode event, String attribute) {
        JsonNode value = event.get(attribute);
        if (value == null) return null;
        if (!value.isTextual()) throw Problems.validation("/" + attribute, "must be a text");
        return value.textValue();
    }

    private static ObjectNode object(JsonNode node, String at) {
        if (node instanceof ObjectNode object) return object;
        throw Problems.validation(at, "must be a JSON object");
    }

    private JsonNode read(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw Problems.of(ProblemType.MALFORMED_JSON, "The body is empty. Send a CloudEvent.");
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw Problems.of(
                    ProblemType.MALFORMED_JSON,
                    place == null
                            ? "The body is not JSON that can be read: it is nested too deeply, or too long. Make it smaller."
                            : "The body is not valid JSON (line %d, column %d). Correct it and send it again."
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
