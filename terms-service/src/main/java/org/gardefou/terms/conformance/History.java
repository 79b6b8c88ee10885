package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;

/**
 * What was promised to a site under one contract, and what happened to the site.
 *
 * @param watched the times that looks from outside speak for
 */
record History(List<Agreed> agreed, List<Observed> facts, Spans watched) {

    /** The facts of any order, and each of them once. */
    static History of(List<Agreed> agreed, Collection<Observed> facts, Spans watched) {
        return new History(
                agreed, facts.stream().sorted(Observed.ORDER).distinct().toList(), watched);
    }

    History {
        agreed = List.copyOf(agreed);
        facts = List.copyOf(facts);
    }

    /** What was observed of some kinds, in its order. */
    Stream<Observed> of(What first, What... more) {
        Set<What> wanted = EnumSet.of(first, more);
        return facts.stream().filter(fact -> wanted.contains(fact.what()));
    }

    /** When the site was hosted here: until it is told to be gone, and again once it is told to be there. */
    Spans presence() {
        List<Span> spans = new ArrayList<>();
        Instant since = Span.EVER;
        for (Observed fact : of(What.SITE_THERE, What.SITE_GONE).toList()) {
            if (fact.what() == What.SITE_GONE && since != null) {
                spans.add(new Span(since, fact.at()));
                since = null;
            } else if (fact.what() == What.SITE_THERE && since == null) {
                since = fact.at();
            }
        }
        if (since != null) spans.add(new Span(since, Span.OPEN));
        return Spans.of(spans);
    }

    /** When something was promised to a site that was here. */
    Spans active(Predicate<Promises> promised) {
        return Spans.of(agreed.stream()
                        .filter(terms -> promised.test(terms.promises()))
                        .map(Agreed::span)
                        .toList())
                .within(presence());
    }

    /** The ids that the ledger knows facts by. */
    static List<UUID> evidence(Stream<Observed> facts) {
        return facts.map(Observed::evidence).distinct().toList();
    }
}
