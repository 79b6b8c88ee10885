package org.gardefou.terms.liability;

import java.util.List;

/** A rule set that cannot be used, with all that is wrong with it. */
final class RuleProblems extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    RuleProblems(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
