package org.gardefou.terms.bundle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a bundle can be about, and which entries of the ledger are about it. */
enum About {
    SITES("site", "site = ?::uuid"),
    CONTRACTS("contract", "kind = 'contract.activated' and body::jsonb #>> '{data,contract}' = ?"),
    CASES("case", "kind = 'case.opened' and body::jsonb #>> '{data,case}' = ?"),
    DIAGNOSES("diagnosis", "kind = 'site.diagnosed' and body::jsonb #>> '{data,diagnosis}' = ?"),
    ASSESSMENTS("assessment", "kind = 'liability.assessed' and body::jsonb #>> '{data,assessment}' = ?");

    private final String noun;
    private final String condition;

    About(String noun, String condition) {
        this.noun = noun;
        this.condition = condition;
    }

    /** From the word in the address: {@code sites}. */
    static Optional<About> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    String noun() {
        return noun;
    }

    /** The condition in SQL, with the id as a text, of the entries that it can begin with. */
    String condition() {
        return condition;
    }
}
