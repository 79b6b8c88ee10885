package org.gardefou.terms.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;

/** All that a version makes of the two parties: its provisions, and what the plan promises in it. */
public record Agreed(List<Provision> provisions, Level level, Promises promises) {

    public Agreed {
        provisions = List.copyOf(provisions);
    }

    Map<String, Provision> byTopic() {
        return provisions.stream()
                .collect(Collectors.toMap(
                        Provision::code, Function.identity(), (one, other) -> other, LinkedHashMap::new));
    }

    List<Effect> effects() {
        return provisions.stream()
                .flatMap(provision -> provision.effects().stream())
                .toList();
    }
}
