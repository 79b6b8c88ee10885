package org.gardefou.local.edge;

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

    void answer(HttpServerResponse response) {
        response.setStatusCode(status);
        headers().forEach(response::putHeader);
        response.end(body()).onFailure(gone -> response.reset());
    }
}
