package org.gardefou.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;

/**
 * What the suite answered.
 *
 * @param method and {@code path} what was asked
 * @param status the HTTP status
 * @param headers of the answer
 * @param body of the answer, as it came
 * @param took from the first byte sent to the last received, of the try that was answered
 */
public record Answer(String method, String path, int status, HttpHeaders headers, byte[] body, Duration took) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SHOWN = 2_000;

    /** The same answer when its status is one of these. */
    public Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
            throw new UnexpectedAnswer(this);
        }
        return this;
    }

    /** The body as JSON; missing when there is none. */
    public JsonNode json() {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException notJson) {
            throw new UnexpectedAnswer(this);
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The {@code id} of the thing that was answered. */
    public UUID id() {
        JsonNode id = json().path("id");
        if (!id.isTextual()) {
            throw new UnexpectedAnswer(this);
        }
        return UUID.fromString(id.textValue());
    }

    /** The {@code ETag}, with its quotes, as {@code If-Match} takes it. */
    public String etag() {
        return headers.firstValue("ETag").orElseThrow(() -> new UnexpectedAnswer(this));
    }

    /** The last segment of the problem's type; empty when the answer is no problem document. */
    public String problem() {
        if (!headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return "";
        }
        String type = json().path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** The request line and the status, as a log would show them. */
    public String line() {
        return method + " " + path + " → " + status;
    }

    @Override
    public String toString() {
        String said = text();
        return line() + "\n" + (said.length() > LONGEST_SHOWN ? said.substring(0, LONGEST_SHOWN) + " …" : said);
    }

    /** Two answers are never compared: each is of its own moment. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
