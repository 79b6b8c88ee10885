package org.gardefou.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.kit.json.ForbiddenCharacter;
import org.jspecify.annotations.Nullable;

/** What Jackson says about a request's body, told to the client: which field, and what was expected there. */
final class JsonProblems {

    private static final int LONGEST_MESSAGE = 200;

    private JsonProblems() {}

    /** The problem of the client, or empty when the fault is ours (a class that Jackson cannot build at all). */
    static Optional<HttpProblem> of(JsonProcessingException failure) {
        return switch (failure) {
            case InvalidDefinitionException _ -> Optional.empty();
            case ForbiddenCharacter forbidden -> Optional.of(forbidden(forbidden));
            case UnrecognizedPropertyException unknown -> Optional.of(unknownField(unknown));
            case MismatchedInputException mismatch
            when trailing(mismatch) ->
                Optional.of(malformed(mismatch, "There is something behind the end of the document"));
            case MismatchedInputException mismatch -> Optional.of(wrongType(mismatch));
            case JsonMappingException range
            when range.getCause() instanceof InputCoercionException ->
                Optional.of(wrongType(pointer(range), "a number of a size that can be kept"));
            case ValueInstantiationException refused -> Optional.of(refused(refused));
            default -> Optional.of(malformed(failure, failure.getOriginalMessage()));
        };
    }

    private static HttpProblem unknownField(UnrecognizedPropertyException failure) {
        String pointer = pointer(failure);
        String known = Optional.ofNullable(failure.getKnownPropertyIds()).stream()
                .flatMap(ids -> ids.stream().map(Object::toString))
                .sorted()
                .collect(Collectors.joining(", "));
        return Problems.builder(
                        ProblemType.UNKNOWN_FIELD,
                        "The field %s is not known. Leave it out or correct its name; known here: %s."
                                .formatted(pointer, known.isEmpty() ? "none" : known))
                .with("violations", List.of(new Violation(pointer, "is not known")))
                .build();
    }

    private static HttpProblem forbidden(ForbiddenCharacter failure) {
        String pointer = pointer(failure);
        return Problems.builder(
                        ProblemType.VALIDATION,
                        "The field %s has the character %s, which those who read it would not see. Take it out and send the request again."
                                .formatted(pointer, failure.character()))
                .with(
                        "violations",
                        List.of(new Violation(pointer, "must not have the character " + failure.character())))
                .build();
    }

    private static HttpProblem wrongType(MismatchedInputException failure) {
        String expected = failure.getTargetType() == null ? "another type" : Expected.of(failure.getTargetType());
        return wrongType(pointer(failure), expected);
    }

    private static HttpProblem wrongType(String pointer, String expected) {
        return Problems.builder(
                        ProblemType.WRONG_TYPE,
                        "%s must be %s. Correct it and send the request again."
                                .formatted(pointer.isEmpty() ? "The body" : "The field " + pointer, expected))
                .with("violations", List.of(new Violation(pointer, "must be " + expected)))
                .build();
    }

    /** A record's constructor refused its values: its message is written by us, for the client. */
    private static HttpProblem refused(ValueInstantiationException failure) {
        String message = failure.getCause() instanceof IllegalArgumentException reason && reason.getMessage() != null
                ? reason.getMessage()
                : "lacks a value that is needed, or has one that is not allowed";
        return Problems.validation(pointer(failure), message);
    }

    private static HttpProblem malformed(JsonProcessingException failure, @Nullable String what) {
        JsonLocation at = failure.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        String reason = what == null ? "It cannot be read" : shortened(what);
        return Problems.of(
                ProblemType.MALFORMED_JSON, "%s%s. Send one valid JSON document (RFC 8259).".formatted(reason, where));
    }

    private static boolean trailing(MismatchedInputException failure) {
        return failure.getOriginalMessage().startsWith("Trailing token");
    }

    private static String shortened(String message) {
        String line = message.lines().findFirst().orElse("It cannot be read");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(JsonProblems::escaped)
                .map("/"::concat)
                .collect(Collectors.joining());
    }

    /** RFC 6901, section 3; and nothing of a client's name that could break a line. */
    private static String escaped(String name) {
        return ShownText.of(name).replace("~", "~0").replace("/", "~1");
    }
}
