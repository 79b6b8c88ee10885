package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives every error answer its place in the {@linkplain ProblemType catalogue}: the extension maps each exception to some
 * problem, and this makes of it one with a stable type and a detail that helps. What is not ours to tell (messages and
 * stack traces of our own failures) goes to the log under a reference id that the client is given.
 */
@ApplicationScoped
class ProblemCatalogue implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemCatalogue.class);

    /** No path of ours is as long. */
    private static final int LONGEST_INSTANCE = 500;

    private final MissingPermission missing;

    ProblemCatalogue(MissingPermission missing) {
        this.missing = missing;
    }

    /** Before the extension's own processors, so that these see the final problem. */
    @Override
    public int priority() {
        return 1_000;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem known = catalogued(problem) ? problem : classify(problem, context.cause);
        if (known.getStatusCode() == ProblemType.UNAVAILABLE.status()) {
            LOG.warnf("Answered 503: %s", context.cause);
        }
        if (known.getInstance() != null) {
            return known;
        }
        Optional<String> path = CurrentRequest.path();
        return path.isEmpty()
                ? known
                : HttpProblem.builder(known).withInstance(instance(path.get())).build();
    }

    /** The general problem of a status, for where nothing more is known. */
    static HttpProblem byStatus(int status) {
        return switch (status) {
            case 401 ->
                Problems.builder(
                                ProblemType.UNAUTHENTICATED,
                                "Send a valid token in the Authorization header: 'Authorization: Bearer <token>'.")
                        .withHeader("WWW-Authenticate", "Bearer")
                        .build();
            case 403 ->
                Problems.of(
                        ProblemType.FORBIDDEN,
                        "The token does not allow this. Ask who issues your tokens for one that does.");
            case 404 ->
                Problems.of(
                        ProblemType.UNKNOWN_PATH,
                        "Nothing is served at this path. Compare it with the API's description.");
            case 405 ->
                Problems.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "Use one of the methods that the path takes: the answer to OPTIONS lists them in its Allow header.");
            case 406 ->
                Problems.of(
                        ProblemType.NOT_ACCEPTABLE, "Send 'Accept: application/json', or leave the Accept header out.");
            case 408 -> Problems.of(ProblemType.TIMEOUT, "Send the whole request without a pause.");
            case 409 -> Problems.conflict("Read the resource to see its state, then decide anew.");
            case 412 -> Problems.of(ProblemType.PRECONDITION_FAILED, "Read the resource again and send its new ETag.");
            case 413 -> Problems.of(ProblemType.TOO_LARGE, "Send less in one request.");
            case 414 -> Problems.of(ProblemType.URI_TOO_LONG, "Shorten the path and the query.");
            case 415 ->
                Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send JSON with 'Content-Type: application/json'.");
            case 422 -> Problems.of(ProblemType.UNPROCESSABLE, "Compare the request with the API's description.");
            case 429 -> Problems.tooManyRequests(Problems.RECOVERY);
            case 431 -> Problems.of(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
            case 501 -> Problems.of(ProblemType.NOT_IMPLEMENTED, "Use a method that the API's description names.");
            case 502, 503, 504 -> Problems.unavailable("Something that this service needs", Problems.RECOVERY);
            default ->
                status >= 400 && status < 500
                        ? Problems.of(ProblemType.BAD_REQUEST, "Compare the request with the API's description.")
                        : internal(null);
        };
    }

    private HttpProblem classify(HttpProblem problem, Throwable cause) {
        return switch (cause) {
            case ConstraintViolationException violated
            when !Violations.ofAnswer(violated) ->
                Problems.validation(Violations.of(violated, CurrentRequest.method()));
            case UnauthorizedException _, AuthenticationFailedException _, AuthenticationCompletionException _ ->
                unauthenticated(cause);
            case ForbiddenException _, jakarta.ws.rs.ForbiddenException _ -> missing.problem();
            case NotFoundException lost -> notFound(lost);
            case BadRequestException bad when bad.getCause() != null -> badParameter();
            case WebApplicationException refused when problem.getStatusCode() < 500 -> refused(problem, refused);
            default -> DatabaseProblems.of(cause).orElseGet(() -> fault(problem, cause));
        };
    }

    private static HttpProblem unauthenticated(Throwable cause) {
        boolean sent = cause instanceof AuthenticationFailedException;
        return HttpProblem.builder(byStatus(401))
                .withDetail(
                        sent
                                ? "The token is not valid: expired, not meant for this service, or not signed by its issuer. Fetch a new one."
                                : "Send a valid token in the Authorization header: 'Authorization: Bearer <token>'.")
                // RFC 6750, section 3.1: the error code is only for a token that was sent.
                .withHeader("WWW-Authenticate", sent ? "Bearer error=\"invalid_token\"" : "Bearer")
                .build();
    }

    /** JAX-RS has one exception for three things: no such path, a parameter that cannot be read, and a resource's word. */
    private static HttpProblem notFound(NotFoundException lost) {
        if (CurrentRequest.method().isEmpty()) {
            return byStatus(404);
        }
        return lost.getCause() != null
                ? badParameter()
                : Problems.of(
                        ProblemType.NOT_FOUND,
                        "There is no such thing that this token may see. List the collection to see what there is.");
    }

    private static HttpProblem badParameter() {
        return CurrentRequest.context()
                .flatMap(request -> CurrentRequest.method().map(method -> BadParameters.of(request, method)))
                .orElseGet(() -> byStatus(400));
    }

    /** Another 4xx of JAX-RS: its headers (Allow, Retry-After) are kept. */
    private static HttpProblem refused(HttpProblem problem, WebApplicationException refused) {
        HttpProblem.Builder builder = HttpProblem.builder(byStatus(problem.getStatusCode()));
        builder.withStatus(problem.getStatusCode());
        refused.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.regionMatches(true, 0, "content-", 0, 8)) {
                builder.withHeader(name, String.join(", ", values));
            }
        });
        return builder.build();
    }

    private static HttpProblem fault(HttpProblem problem, Throwable cause) {
        if (problem.getStatusCode() < 500 && cause instanceof HttpProblem) {
            return withType(problem);
        }
        if (problem.getStatusCode() == ProblemType.UNAVAILABLE.status()) {
            return byStatus(ProblemType.UNAVAILABLE.status());
        }
        return internal(cause);
    }

    /** A problem that a service made by hand, without a type. */
    private static HttpProblem withType(HttpProblem problem) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == problem.getStatusCode())
                .findFirst()
                .map(type -> HttpProblem.builder(problem)
                        .withType(type.uri())
                        .withTitle(type.title())
                        .build())
                .orElse(problem);
    }

    /** 500 with a reference, under which the cause is in the log. */
    static HttpProblem internal(@Nullable Throwable cause) {
        UUID reference = Ids.next();
        LOG.errorf(cause, "Unexpected failure, reference %s", reference);
        return Problems.builder(
                        ProblemType.INTERNAL,
                        "Send the request again later. If it fails again, tell support the reference " + reference
                                + ".")
                .with("reference", reference.toString())
                .build();
    }

    private static boolean catalogued(HttpProblem problem) {
        return problem.getType() != null
                && problem.getType().getPath() != null
                && problem.getType().getPath().startsWith("/problems/");
    }

    /** The path as a URI reference, whatever a client wrote there, and as much of it as helps. */
    static URI instance(String whole) {
        String path = whole.length() <= LONGEST_INSTANCE ? whole : whole.substring(0, LONGEST_INSTANCE);
        String plain = path.replaceAll("[^A-Za-z0-9/._~:@!$&'()*+,;=%-]", "_").replaceAll("%(?![0-9A-Fa-f]{2})", "_");
        return URI.create(plain.startsWith("//") ? "/." + plain : plain);
    }
}
