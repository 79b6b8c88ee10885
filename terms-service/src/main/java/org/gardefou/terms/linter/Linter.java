package org.gardefou.terms.linter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Checks versions against the rules that apply to them. Pure. */
public final class Linter {

    /** Whose midnight a law's first day begins at. */
    private static final ZoneId LAW = ZoneId.of("Europe/Paris");

    private final List<Rule> rules;
    private final Rule.Reach hoster;

    /** @param hoster whose versions are checked */
    Linter(List<Rule> rules, Rule.Reach hoster) {
        this.rules = List.copyOf(rules);
        this.hoster = hoster;
    }

    /** The day of the law that a moment lies in. */
    public static LocalDate dayOf(Instant moment) {
        return moment.atZone(LAW).toLocalDate();
    }

    /** All that a version would break, the worst first, then in the order of the rules. */
    public List<Finding> check(Subject subject) {
        return rules.stream()
                .filter(this::applies)
                .filter(rule -> rule.appliesTo(subject.audience(), subject.day()))
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .flatMap(rule -> rule.check().faults(subject).map(topic -> Finding.of(rule, topic)))
                .toList();
    }

    List<Rule> rules() {
        return rules;
    }

    boolean applies(Rule rule) {
        return rule.appliesTo(hoster);
    }
}
