package org.gardefou.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The suite's APIs as one caller uses them: through the edge, with a bearer token, an {@code Idempotency-Key} on each
 * POST, and the patience that the answers ask for. What is answered 502, 503, 429, or 409 with {@code Retry-After} is sent
 * again with the same key, so that a service may be killed at any moment without anything happening twice.
 */
public final class Api {

    /** A service that was killed is back in two to six seconds; on a busy machine it takes several times as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 250;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client;
    private final URI edge;
    private final String token;

    private Api(HttpClient client, URI edge, String token) {
        this.client = client;
        this.edge = edge;
        this.token = token;
    }

    /** The APIs behind an edge, called without a token until {@link #as} gives one. */
    public static Api at(URI edge) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        return new Api(client, edge, "");
    }

    /** The same APIs, called with that token. */
    public Api as(String bearer) {
        return new Api(client, edge, bearer);
    }

    /** Reads; 200 is expected. */
    public Answer get(String path) {
        return patiently("GET", path, new byte[0], Map.of()).expect(200);
    }

    /** Asks, whatever is answered. */
    public Answer tryGet(String path) {
        return patiently("GET", path, new byte[0], Map.of());
    }

    /** All items of a list, page by page. */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String page = path + separator + "limit=200";
        while (true) {
            JsonNode answer = get(page).json();
            answer.path("items").forEach(items::add);
            if (!answer.hasNonNull("next")) {
                return items;
            }
            page = path + separator + "limit=200&cursor=" + answer.path("next").textValue();
        }
    }

    /** Creates or does something; one of 200, 201 and 202 is expected. */
    public Answer post(String path, Object body) {
        return post(path, body, "application/json").expect(200, 201, 202);
    }

    /** Creates or does something, whatever is answered. */
    public Answer tryPost(String path, Object body) {
        return post(path, body, "application/json");
    }

    /** The same with a media type of its own. */
    public Answer post(String path, Object body, String mediaType) {
        return patiently(
                "POST",
                path,
                written(body),
                Map.of(
                        "Content-Type",
                        mediaType,
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
    }

    /** Does something to the version of a thing that was read before. */
    public Answer post(String path, Object body, Answer read) {
        return patiently(
                        "POST",
                        path,
                        written(body),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                read.etag(),
                                "Idempotency-Key",
                                UUID.randomUUID().toString()))
                .expect(200, 201, 202);
    }

    /** Exactly one request with exactly these bytes and headers; nothing is tried again. */
    public Answer once(String method, String path, byte[] body, Map<String, String> headers) {
        try {
            return send(method, path, body, headers);
        } catch (IOException cause) {
            throw new UnexpectedAnswer(method + " " + path + " got no answer: " + cause, cause);
        }
    }

    private Answer patiently(String method, String path, byte[] body, Map<String, String> headers) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Answer> answer = attempt(method, path, body, headers, System.nanoTime() > until);
            if (answer.isPresent() && (!passing(answer.get()) || System.nanoTime() > until)) {
                return answer.get();
            }
            Waiting.pause(PAUSE_MILLIS);
        }
    }

    /** Empty when the connection broke and there is still time. */
    private Optional<Answer> attempt(
            String method, String path, byte[] body, Map<String, String> headers, boolean last) {
        try {
            return Optional.of(send(method, path, body, headers));
        } catch (IOException cause) {
            if (last) {
                throw new UnexpectedAnswer(
                        method + " " + path + " got no answer from " + edge + ": " + cause
                                + ". Is the suite up? ./garde-fou status says so.",
                        cause);
            }
            return Optional.empty();
        }
    }

    private static boolean passing(Answer answer) {
        return switch (answer.status()) {
            case 429, 502, 503, 504 -> true;
            case 409 -> answer.headers().firstValue("Retry-After").isPresent();
            default -> false;
        };
    }

    private Answer send(String method, String path, byte[] body, Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Accept", "application/json, application/problem+json, text/html;q=0.5");
        if (!token.isEmpty()) {
            all.putIfAbsent("Authorization", "Bearer " + token);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(edge.resolve(path)).timeout(ANSWER_LIMIT);
        all.forEach(request::header);
        request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        long began = System.nanoTime();
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    method,
                    path,
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while " + path + " was answered.", stopped);
        }
    }

    private byte[] written(Object body) {
        try {
            return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(body);
        } catch (JsonProcessingException cause) {
            throw new IllegalArgumentException("This cannot be written as JSON: " + body, cause);
        }
    }
}
