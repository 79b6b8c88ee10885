package org.gardefou.terms.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

/** What a form of ours sends: a few short fields (application/x-www-form-urlencoded, WHATWG URL). */
final class Form {

    /** Ours has some hundred characters; what is longer is not ours. */
    private static final int LONGEST = 4_096;

    private static final int MOST_FIELDS = 20;

    private record Field(String name, String value) {}

    private final List<Field> fields;

    private Form(List<Field> fields) {
        this.fields = fields;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 or 413 when it is no form of ours */
    static Form read(String body) {
        if (body.length() > LONGEST)
            throw Problems.of(
                    ProblemType.TOO_LARGE,
                    "The form has more than the %d characters that are read.".formatted(LONGEST));
        List<Field> fields = new ArrayList<>();
        for (String pair : body.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            fields.add(
                    equals < 0
                            ? new Field(decoded(pair), "")
                            : new Field(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
            if (fields.size() > MOST_FIELDS) throw unreadable();
        }
        return new Form(fields);
    }

    /** A field that is there once. */
    Optional<String> one(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /**
     * A number that a page of ours put there.
     *
     * @throws io.quarkiverse.httpproblem.HttpProblem 400 when it is not there
     */
    int number(String name) {
        return one(name)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElseThrow(Form::unreadable);
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return Problems.of(ProblemType.BAD_REQUEST, "The form cannot be read. Send the one that the page has.");
    }
}
