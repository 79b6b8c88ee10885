package org.gardefou.terms.linter;

import java.util.List;
import java.util.Set;

/** Checks versions against the rules that apply to them. Pure. */
public final class Linter {

    private final List<Rule> rules;
    private final Set<String> jurisdictions;

    /** @param jurisdictions whose law applies to the hoster's customers */
    public Linter(List<Rule> rules, Set<String> jurisdictions) {
        this.rules = List.copyOf(rules);
        this.jurisdictions = Set.copyOf(jurisdictions);
    }

    /** All that a version would break, the worst first, then in the order of the rules. */
    public List<Finding> check(Subject subject) {
        return rules.stream()
                .filter(rule -> rule.appliesTo(subject.audience(), jurisdictions, subject.day()))
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .flatMap(rule -> rule.check().faults(subject).map(topic -> Finding.of(rule, topic)))
                .toList();
    }

    List<Rule> rules() {
        return rules;
    }

    boolean appliesLawOf(String jurisdiction) {
        return jurisdictions.contains(jurisdiction);
    }
}
