package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** How large a request's body may be: {@code quarkus.http.limits.max-body-size}. */
@ApplicationScoped
class BodyLimit {

    private final long bytes;

    BodyLimit(VertxHttpConfig http) {
        this.bytes = http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    long bytes() {
        return bytes;
    }

    static HttpProblem exceeded(long limit) {
        return Problems.of(
                ProblemType.TOO_LARGE,
                "The body is larger than the %d bytes that are read. Send less in one request.".formatted(limit));
    }
}
