package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gardefou.terms.conformance.Observed.What;
import org.jspecify.annotations.Nullable;

/**
 * When a site was down, and whose part that was. Told to be down again without having been up, it is the same outage. It is not counted where it comes from a change made by the customer (C21), and that is
 * proven: an assessment of it says so and is sure, and none says that somebody else had a part in it. All else counts: what is not
 * determined (the doubt is the customer's, Code de la consommation, L211-1), what others did, and announced maintenance, which no clause excepts.
 */
final class Outages {

    private Outages() {}

    /** @param until the end of the time that is judged: the end of an outage that comes later shows nothing of it */
    static List<Incident> of(History history, Instant until) {
        List<Incident> outages = new ArrayList<>();
        Observed down = null;
        for (Observed fact : history.of(What.SITE_DOWN, What.SITE_UP).toList()) {
            if (fact.what() == What.SITE_DOWN && down == null) {
                down = fact;
            } else if (fact.what() == What.SITE_UP && down != null) {
                outages.add(outage(history, down, fact, until));
                down = null;
            }
        }
        if (down != null) outages.add(outage(history, down, null, until));
        return outages;
    }

    private static Incident outage(History history, Observed down, @Nullable Observed up, Instant until) {
        Instant end = up == null ? Span.OPEN : up.at();
        List<Observed> assessed = firstOfEachKind(history.of(What.ASSESSED)
                .filter(fact -> !fact.at().isBefore(down.at()) && !fact.at().isAfter(end)));
        List<Observed> known =
                assessed.stream().filter(fact -> !fact.at().isAfter(until)).toList();
        boolean customers = customers(assessed);
        List<Observed> shown = new ArrayList<>();
        shown.add(down);
        shown.addAll(known);
        // Of what was assessed when the time was over only what makes it another is shown.
        if (customers != customers(known))
            assessed.stream()
                    .filter(fact -> fact.at().isAfter(until))
                    .filter(customers ? Outages::provesCustomer : Outages::namesAnother)
                    .findFirst()
                    .ifPresent(shown::add);
        if (up != null && !up.at().isAfter(until)) shown.add(up);
        return new Incident(
                new Span(down.at(), end),
                !customers,
                customers ? Reason.DOWN_BY_CUSTOMER : Reason.DOWN,
                History.evidence(shown.stream()));
    }

    /** Whoever looks at a site that is down has it assessed, again and again: what was said before says nothing new. */
    private static List<Observed> firstOfEachKind(Stream<Observed> assessed) {
        Map<List<@Nullable String>, Observed> kinds = new LinkedHashMap<>();
        assessed.forEach(fact -> kinds.putIfAbsent(Arrays.asList(fact.code(), fact.certainty()), fact));
        return List.copyOf(kinds.values());
    }

    private static boolean customers(List<Observed> assessed) {
        return assessed.stream().anyMatch(Outages::provesCustomer)
                && assessed.stream().noneMatch(Outages::namesAnother);
    }

    private static boolean provesCustomer(Observed assessed) {
        return "CUSTOMER".equals(assessed.code()) && "HIGH".equals(assessed.certainty());
    }

    private static boolean namesAnother(Observed assessed) {
        return !"CUSTOMER".equals(assessed.code()) && !"UNDETERMINED".equals(assessed.code());
    }
}
