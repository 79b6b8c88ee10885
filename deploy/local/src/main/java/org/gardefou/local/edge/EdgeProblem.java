package org.gardefou.local.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem document (RFC 9457) that the edge itself answers.
 *
 * @param type the last segment of its stable type, as the services use it
 * @param status the HTTP status
 * @param title what it is, as the services' catalogue of problems has it
 * @param reason the status in words
 * @param detail what happened and what to do
 * @param retryAfterSeconds when to try again; 0: not at all
 */
record EdgeProblem(String type, int status, String title, String reason, String detail, int retryAfterSeconds) {

    /** A service that was killed is back in two to six seconds. */
    private static final int RESTART_SECONDS = 3;

    static EdgeProblem down(Route route) {
        return new EdgeProblem(
                "unavailable",
                503,
                "The service cannot answer right now",
                "Service Unavailable",
                route.title() + " does not run right now. The request was not acted upon: send it again in "
                        + RESTART_SECONDS + " seconds. ./garde-fou status shows what is up.",
                RESTART_SECONDS);
    }

    static EdgeProblem cutOff(Route route) {
        return new EdgeProblem(
                "cut-off",
                502,
                "The answer was cut off",
                "Bad Gateway",
                route.title() + " ended before it answered. It may or may not have acted: send the request again with"
                        + " the same Idempotency-Key, or read first.",
                RESTART_SECONDS);
    }

    static EdgeProblem silent(Route route) {
        return new EdgeProblem(
                "cut-off",
                502,
                "The answer was cut off",
                "Bad Gateway",
                route.title() + " said nothing for too long. It may or may not have acted: send the request again with"
                        + " the same Idempotency-Key, or read first. ./garde-fou status shows what is up.",
                RESTART_SECONDS);
    }

    static EdgeProblem busy(Route route) {
        return new EdgeProblem(
                "unavailable",
                503,
                "The service cannot answer right now",
                "Service Unavailable",
                route.title() + " has as many requests as it takes. The request was not acted upon: send it again in "
                        + RESTART_SECONDS + " seconds.",
                RESTART_SECONDS);
    }

    static EdgeProblem tooManyAtOnce() {
        return new EdgeProblem(
                "too-many-requests",
                429,
                "Too many requests",
                "Too Many Requests",
                "You have as many requests under way as one caller may, open streams of progress among them. Wait for an"
                        + " answer or close a stream, then send the request again.",
                RESTART_SECONDS);
    }

    static EdgeProblem addressTooLong(int limit) {
        return new EdgeProblem(
                "uri-too-long",
                414,
                "The address is too long",
                "URI Too Long",
                "The first line of the request is longer than the " + limit
                        + " bytes that are read. Shorten the path and the query.",
                0);
    }

    static EdgeProblem headersTooLarge(int limit) {
        return new EdgeProblem(
                "headers-too-large",
                431,
                "The headers are too large",
                "Request Header Fields Too Large",
                "The headers have more than the " + limit + " bytes that are read. Send fewer or shorter headers.",
                0);
    }

    static EdgeProblem notHttp() {
        return new EdgeProblem(
                "bad-request",
                400,
                "The request cannot be understood",
                "Bad Request",
                "The request is not valid HTTP/1.1 (RFC 9112): its address, a header or its length cannot be read."
                        + " Percent-encode the address (RFC 3986), and send it with an HTTP library.",
                0);
    }

    static EdgeProblem unknownPath(String path) {
        return new EdgeProblem(
                "unknown-path",
                404,
                "There is no such path",
                "Not Found",
                "Nothing is at " + path + ": the services are under /terms, /backups, /restores, /diagnostics and"
                        + " /support, and the explorer at / lists all operations.",
                0);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/problem+json");
        headers.put("Cache-Control", "no-store");
        if (retryAfterSeconds > 0) {
            headers.put("Retry-After", Integer.toString(retryAfterSeconds));
        }
        return headers;
    }

    Buffer body() {
        return new JsonObject()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }

    Future<Void> answer(HttpServerResponse response) {
        response.setStatusCode(status);
        headers().forEach(response::putHeader);
        return response.end(body()).onFailure(gone -> response.reset());
    }
}
