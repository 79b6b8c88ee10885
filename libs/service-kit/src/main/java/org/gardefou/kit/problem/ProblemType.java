package org.gardefou.kit.problem;

import java.net.URI;

/**
 * The kinds of problem that any service may answer. The {@code type} URI is stable: clients compare it; title and detail
 * are for people and may change.
 */
public enum ProblemType {
    MALFORMED_JSON("malformed-json", 400, "The body is not valid JSON"),
    UNKNOWN_FIELD("unknown-field", 400, "The body has a field that is not known"),
    WRONG_TYPE("wrong-type", 400, "A value has the wrong type"),
    BAD_REQUEST("bad-request", 400, "The request cannot be understood"),
    BAD_PARAMETER("bad-parameter", 400, "A parameter cannot be understood"),
    UNKNOWN_PARAMETER("unknown-parameter", 400, "The query has a parameter that is not known"),
    BAD_CURSOR("bad-cursor", 400, "The cursor is not one of ours"),
    BAD_LIMIT("bad-limit", 400, "The limit is out of range"),
    BAD_IDEMPOTENCY_KEY("bad-idempotency-key", 400, "The Idempotency-Key cannot be used"),
    VALIDATION("validation", 400, "Some values are not allowed"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed"),
    FORBIDDEN("forbidden", 403, "The token does not allow this"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    UNKNOWN_PATH("unknown-path", 404, "There is no such path"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No answer has the wanted format"),
    TIMEOUT("timeout", 408, "The request took too long to arrive"),
    CONFLICT("conflict", 409, "The state does not allow this"),
    IDEMPOTENCY_IN_PROGRESS("idempotency-in-progress", 409, "The same request is still running"),
    NOT_KNOWN_YET("not-known-yet", 409, "Something this needs is not known here yet"),
    PRECONDITION_FAILED("precondition-failed", 412, "It was changed in the meantime"),
    TOO_LARGE("too-large", 413, "The body is too large"),
    URI_TOO_LONG("uri-too-long", 414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body has a format that is not read here"),
    UNPROCESSABLE("unprocessable", 422, "The request is understood, but cannot be followed"),
    IDEMPOTENCY_CONFLICT("idempotency-conflict", 422, "The Idempotency-Key was used for another request"),
    PRECONDITION_REQUIRED("precondition-required", 428, "The version that is to be changed is missing"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
    INTERNAL("internal", 500, "Something went wrong on our side"),
    NOT_IMPLEMENTED("not-implemented", 501, "The method is not known here"),
    UNAVAILABLE("unavailable", 503, "The service cannot answer right now");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The last segment of the type's URI. */
    public String slug() {
        return slug;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** What it is, in a few words, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The {@code type} member of RFC 9457: {@code /problems/<slug>}, where a page says more. */
    public URI uri() {
        return URI.create("/problems/" + slug);
    }
}
