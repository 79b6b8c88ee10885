package org.gardefou.kit.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.kit.problem.ProblemType;

/** One example of each kind of problem, as it is really answered. */
final class ProblemExamples {

    private ProblemExamples() {}

    static Map<String, Object> of(ProblemType kind) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", kind.uri().toString());
        example.put("title", kind.title());
        example.put("status", kind.status());
        example.put("detail", detail(kind));
        switch (kind) {
            case VALIDATION -> example.put("violations", violation("must not be blank"));
            case UNKNOWN_FIELD -> example.put("violations", violation("is not known"));
            case WRONG_TYPE -> example.put("violations", violation("must be a text"));
            case UNKNOWN_PARAMETER -> {
                example.put("parameter", "limt");
                example.put("known", List.of("cursor", "limit"));
            }
            case INTERNAL -> example.put("reference", "0198f0c2-7d1e-7000-8000-000000000000");
            default -> {
                // The others have no members of their own.
            }
        }
        return example;
    }

    private static List<Map<String, String>> violation(String message) {
        return List.of(Map.of("pointer", "/name", "message", message));
    }

    private static String detail(ProblemType kind) {
        return switch (kind) {
            case MALFORMED_JSON ->
                "Unexpected end-of-input at line 1, column 12. Send one valid JSON document (RFC 8259).";
            case UNKNOWN_FIELD -> "The field /nmae is not known. Leave it out or correct its name; known here: name.";
            case WRONG_TYPE -> "The field /name must be a text. Correct it and send the request again.";
            case BAD_PARAMETER -> "The parameter id must be a UUID. Correct it and send the request again.";
            case UNKNOWN_PARAMETER ->
                "The query parameter \"limt\" is not known. Leave it out or correct its name; known here: cursor, limit.";
            case BAD_CURSOR ->
                "The cursor was not made by this list. Take it from the 'next' of a page as it stands, or leave it out to start at the first page.";
            case BAD_LIMIT -> "The limit must be a whole number from 1 to 200; leave it out for 50.";
            case BAD_IDEMPOTENCY_KEY ->
                "The Idempotency-Key must be 1 to 255 visible ASCII characters; a new UUID for each intended effect is a good one.";
            case VALIDATION -> "Correct what the violations name (/name) and send the request again.";
            case UNAUTHENTICATED -> "Send a valid token in the Authorization header: 'Authorization: Bearer <token>'.";
            case FORBIDDEN ->
                "The token lacks the permission as:operator. Ask who issues your tokens for one that has it.";
            case NOT_FOUND ->
                "There is no such thing that this token may see. List the collection to see what there is.";
            case NOT_ACCEPTABLE -> "Send 'Accept: application/json', or leave the Accept header out.";
            case IDEMPOTENCY_IN_PROGRESS ->
                "A request with this Idempotency-Key is still running. Wait a second, then send the same request again for its answer.";
            case IDEMPOTENCY_CONFLICT ->
                "This Idempotency-Key was used within the last 24 hours for another request. Use a new key for a new effect; repeat the first request as it was for its answer.";
            case PRECONDITION_REQUIRED -> "Read the resource first, then send its ETag in the If-Match header.";
            case PRECONDITION_FAILED ->
                "The resource is not the version that If-Match names. Read it again, decide anew, and send the new ETag.";
            case TOO_LARGE -> "The body is larger than the 1048576 bytes that are read. Send less in one request.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send JSON with 'Content-Type: application/json'.";
            case UNAVAILABLE ->
                "The database cannot be reached right now, and nothing was changed. Send the same request again in 5 seconds.";
            case INTERNAL ->
                "Send the request again later. If it fails again, tell support the reference 0198f0c2-7d1e-7000-8000-000000000000.";
            default -> kind.title() + ".";
        };
    }
}
