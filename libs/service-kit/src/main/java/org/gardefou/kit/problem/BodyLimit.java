package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How large a request's body may be: {@code quarkus.http.limits.max-body-size} where it is read as a stream of bytes, and no more than a
 * document of a few hundred events has where it is read as a whole.
 */
@ApplicationScoped
class BodyLimit {

    /** Such a document is held in memory while it is read. */
    private static final long DOCUMENT = 1024 * 1024;

    private static final String BYTES = "application/octet-stream";

    private final long bytes;

    BodyLimit(VertxHttpConfig http) {
        this.bytes = http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    /** Of a body of a media type. */
    long bytes(@Nullable String contentType) {
        boolean streamed =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(BYTES);
        return streamed ? bytes : Math.min(DOCUMENT, bytes);
    }

    static HttpProblem exceeded(long limit) {
        return Problems.of(
                ProblemType.TOO_LARGE,
                "The body is larger than the %d bytes that are read. Send less in one request.".formatted(limit));
    }
}
