package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request before its path is looked at: its address or its headers are too long or cannot be read, or
 * its body comes in a form that nothing here reads.
 */
final class RequestHead {

    /** A path, a cursor and a few filters; what is longer is an attack or a mistake. */
    static final int LONGEST_ADDRESS = 8 * 1024;

    /** A token with many claims is four of these. */
    static final int MOST_HEADERS = 20 * 1024;

    /** Colon, space and the end of the line. */
    private static final int AROUND_A_HEADER = 4;

    private RequestHead() {}

    static Optional<HttpProblem> problem(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_ADDRESS)
            return Optional.of(tooLong(request.uri().length()));
        int headers = size(request);
        if (headers > MOST_HEADERS) return Optional.of(tooLarge(headers));
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(Problems.of(
                    ProblemType.BAD_REQUEST,
                    "The header Host is there more than once (RFC 9112, section 3.2). Send it once."));
        }
        return address(request.uri()).or(() -> body(request));
    }

    private static HttpProblem tooLong(int length) {
        return Problems.of(
                ProblemType.URI_TOO_LONG,
                "The path and the query have %d characters, and %d are read. Shorten them."
                        .formatted(length, LONGEST_ADDRESS));
    }

    private static HttpProblem tooLarge(int size) {
        return Problems.of(
                ProblemType.HEADERS_TOO_LARGE,
                "The headers have %d bytes, and %d are read. Send fewer or shorter ones."
                        .formatted(size, MOST_HEADERS));
    }

    private static int size(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + AROUND_A_HEADER;
        }
        return size;
    }

    private static Optional<HttpProblem> address(String address) {
        try {
            URI unused = new URI(address);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(Problems.of(
                    ProblemType.BAD_REQUEST,
                    "The address cannot be read from its character %d on. Percent-encode what is not plain there (RFC 3986, section 2.1): %% itself is %%25."
                            .formatted(e.getIndex() + 1)));
        }
    }

    private static Optional<HttpProblem> body(HttpServerRequest request) {
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.isBlank()) {
            return Optional.of(
                    Problems.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "The header Content-Type is there and empty. Send 'Content-Type: application/json', or leave it out where there is no body."));
        }
        List<String> codings = request.headers().getAll(HttpHeaders.CONTENT_ENCODING);
        if (codings.stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"))) {
            return Optional.of(Problems.builder(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "A compressed body is not read here. Send it as it is, without Content-Encoding.")
                    // RFC 9110, section 15.5.16: what would have been taken.
                    .withHeader("Accept-Encoding", "identity")
                    .build());
        }
        return Optional.empty();
    }
}
