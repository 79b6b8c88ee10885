package org.gardefou.terms.conformance;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Judges whether promises are kept. Pure: a history and a moment, or a month, and nothing else. */
final class Conformance {

    private final Settings settings;
    private final AvailabilityRule availability;
    private final List<Rule> rules;

    Conformance(Settings settings) {
        this.settings = settings;
        this.availability = new AvailabilityRule(settings);
        this.rules = List.of(
                new BackupRule(settings), new RetentionRule(), new RestoreRule(), availability, new ResponseRule());
    }

    /** What each promise is like that applies at a moment; none without a contract. */
    List<Judgement> now(History history, Instant now) {
        return history.agreed().stream()
                .filter(terms -> terms.span().has(now))
                .findFirst()
                .map(terms -> rules.stream()
                        .filter(rule -> rule.promise().promisedBy(terms.promises()))
                        .map(rule -> rule.now(history, now))
                        .toList())
                .orElse(List.of());
    }

    /** What became of each promise that applied in a month. */
    List<Judgement> in(History history, YearMonth month) {
        Span span = settings.month(month);
        return rules.stream()
                .filter(rule -> history.agreed().stream()
                        .anyMatch(terms -> terms.span().within(span).isPresent()
                                && rule.promise().promisedBy(terms.promises())))
                .map(rule -> rule.in(history, span))
                .toList();
    }

    /**
     * What the customer gets for a month.
     *
     * @param before what the site's contracts before this one give the same customer for it
     */
    Optional<Credit> credit(History history, YearMonth month, List<Credit> before) {
        return Credit.of(availability.brokenParts(history, settings.month(month)), before);
    }

    Settings settings() {
        return settings;
    }
}
