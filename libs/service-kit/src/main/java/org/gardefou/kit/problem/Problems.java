package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Makes the problems of the {@linkplain ProblemType catalogue}. Every one has a {@code detail} that says what the client
 * can do next. They are exceptions: throw them.
 *
 * <p>A service's own kinds are made with {@link #of(ProblemType, String)} where one of the catalogue fits, or with {@link
 * #own(String, int, String, String)}.
 */
public final class Problems {

    /** How long a client shall wait for what is on its way over the bus: a projection is normally behind by less. */
    private static final Duration BUS_DELAY = Duration.ofSeconds(2);

    /** How long a client shall wait for a database that is gone: about the time of a restart. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    private Problems() {}

    /** A problem of the catalogue with a detail of its own. */
    public static HttpProblem of(ProblemType type, String detail) {
        return builder(type, detail).build();
    }

    /** A problem of the catalogue that needs further members or headers. */
    public static HttpProblem.Builder builder(ProblemType type, String detail) {
        return HttpProblem.builder()
                .withType(type.uri())
                .withTitle(type.title())
                .withStatus(type.status())
                .withDetail(detail);
    }

    /**
     * A problem that only one service knows. The slug begins with the service's base path, {@code restores/…}, and becomes its stable type
     * {@code /problems/<slug>}; its page is written in {@code problems/own.json}.
     */
    public static HttpProblem own(String slug, int status, String title, String detail) {
        return ownBuilder(slug, status, title, detail).build();
    }

    /** A problem that only one service knows, with further members; see {@link #own}. */
    public static HttpProblem.Builder ownBuilder(String slug, int status, String title, String detail) {
        return HttpProblem.builder()
                .withType(java.net.URI.create("/problems/" + slug))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }

    /** 404: there is no such thing, or it is not the caller's to see; the two are not told apart. */
    public static HttpProblem notFound(String what, Object id) {
        return of(
                ProblemType.NOT_FOUND,
                "There is no %s with the id %s that this token may see. List the %s to see which there are."
                        .formatted(what, id, several(what)));
    }

    private static String several(String what) {
        return what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    }

    /** 409: the state of the thing does not allow what was asked; the detail says which state would. */
    public static HttpProblem conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    /** 409 with Retry-After: the thing may exist, but its event has not arrived here; the same request may succeed soon. */
    public static HttpProblem notKnownYet(String what, Object id) {
        return builder(
                        ProblemType.NOT_KNOWN_YET,
                        "The %s %s is not known here yet. If it was just made, send the same request again in %d seconds; otherwise check the id."
                                .formatted(what, id, BUS_DELAY.toSeconds()))
                .withHeader("Retry-After", BUS_DELAY.toSeconds())
                .build();
    }

    /** 400 with {@code violations}. */
    public static HttpProblem validation(Collection<Violation> violations) {
        String where = violations.stream()
                .map(violation -> violation.pointer().isEmpty() ? "the body" : violation.pointer())
                .distinct()
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("the request");
        return builder(
                        ProblemType.VALIDATION,
                        "Correct what the violations name (%s) and send the request again.".formatted(where))
                .with("violations", List.copyOf(violations))
                .build();
    }

    /** 400 with one violation. */
    public static HttpProblem validation(String pointer, String message) {
        return validation(List.of(new Violation(pointer, message)));
    }

    /** 400: a query, path or header parameter that cannot be read. */
    public static HttpProblem badParameter(String name, String expected) {
        return builder(
                        ProblemType.BAD_PARAMETER,
                        "The parameter %s must be %s. Correct it and send the request again.".formatted(name, expected))
                .with("parameter", name)
                .build();
    }

    /** 400: a query parameter that the operation does not take. */
    public static HttpProblem unknownParameter(String name, Collection<String> known) {
        String shown = ShownText.of(name);
        return builder(
                        ProblemType.UNKNOWN_PARAMETER,
                        "The query parameter \"%s\" is not known. Leave it out or correct its name; known here: %s."
                                .formatted(shown, known.isEmpty() ? "none" : String.join(", ", known)))
                .with("parameter", shown)
                .with("known", List.copyOf(known))
                .build();
    }

    /** 403: names what the token lacks. */
    public static HttpProblem forbidden(String missing) {
        return of(
                ProblemType.FORBIDDEN,
                "The token lacks %s. Ask who issues your tokens for one that has it.".formatted(missing));
    }

    /** 429 with Retry-After. */
    public static HttpProblem tooManyRequests(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.toSeconds());
        return builder(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Wait %d seconds, then send the request again.".formatted(seconds))
                .withHeader("Retry-After", seconds)
                .build();
    }

    /** 503 with Retry-After: what the service needs (its database, another service) does not answer. */
    public static HttpProblem unavailable(String what, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.toSeconds());
        return builder(
                        ProblemType.UNAVAILABLE,
                        "%s cannot be reached right now, and nothing was changed. Send the same request again in %d seconds."
                                .formatted(what, seconds))
                .withHeader("Retry-After", seconds)
                .build();
    }
}
