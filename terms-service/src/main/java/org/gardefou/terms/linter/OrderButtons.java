package org.gardefou.terms.linter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Language;

/**
 * What a button really said by which somebody ordered for money, held against the very rules that check what clauses declare of it (L221-14). Only
 * its own words count, whatever stands beside it (CJEU, C-249/21, C-400/22).
 */
@ApplicationScoped
public class OrderButtons {

    private static final Set<Language> ANY = EnumSet.allOf(Language.class);

    private final List<Rule> rules;

    OrderButtons(Linter linter) {
        this.rules = linter.rules().stream()
                .filter(linter::applies)
                .filter(rule -> rule.check() instanceof Check.OrderButton)
                .toList();
    }

    /**
     * The rule that a button breaks which these readers pressed then, with these words in this language; empty: it may say so, or no law asks
     * for anything.
     */
    public Optional<Finding> broken(Audience readers, Instant pressed, Language in, String words) {
        return about(readers, pressed)
                .filter(rule -> !allows(rule, Set.of(in), words))
                .map(OrderButtons::finding)
                .findFirst();
    }

    /** The same where nobody says in which language it was shown: it must be right in one of them. */
    public Optional<Finding> broken(Audience readers, Instant pressed, String words) {
        return about(readers, pressed)
                .filter(rule -> !allows(rule, ANY, words))
                .map(OrderButtons::finding)
                .findFirst();
    }

    /** What the law asks of the button by which these readers order then; empty: nothing. */
    public Optional<Finding> asked(Audience readers, Instant pressed) {
        return about(readers, pressed).map(OrderButtons::finding).findFirst();
    }

    private Stream<Rule> about(Audience readers, Instant pressed) {
        return rules.stream().filter(rule -> rule.appliesTo(readers, Linter.dayOf(pressed)));
    }

    private static boolean allows(Rule rule, Set<Language> shown, String words) {
        return rule.check() instanceof Check.OrderButton button
                && shown.stream().anyMatch(language -> button.allows(language, words));
    }

    private static Finding finding(Rule rule) {
        return Finding.of(rule, Check.WHOLE);
    }
}
