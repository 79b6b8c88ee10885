package org.gardefou.terms.change;

import java.util.Comparator;
import java.util.stream.Stream;

/** What a change does to the customer, from the mildest to the strictest: the stricter one decides wherever two meet. */
public enum ChangeClass {
    /** Only the form differs: spaces, capitals, punctuation. */
    EDITORIAL,
    /** The customer gets more, or owes less, and loses nothing. */
    FAVOURABLE,
    /** The words say something else, and nothing tells that it is better or worse. */
    NEUTRAL,
    /** The customer gets less, or owes more; or that cannot be ruled out. */
    ADVERSE,
    /** The customer would pay more. */
    COSTLIER;

    /** Whether it asks for no less than the other. */
    public boolean isAtLeast(ChangeClass other) {
        return compareTo(other) >= 0;
    }

    /** The strictest of them; editorial when there is none. */
    static ChangeClass strictest(Stream<ChangeClass> all) {
        return all.max(Comparator.naturalOrder()).orElse(EDITORIAL);
    }
}
