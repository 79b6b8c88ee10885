package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;

/**
 * Erases what is personal about an acceptance (GDPR, art. 17): name, address and program of who clicked. That it was accepted, by which customer,
 * when and what stays, and so does the proof of it.
 */
@ApplicationScoped
class Erasing {

    private static final String KIND = "personal-values.erased";

    private final PersonalValues personal;
    private final Ledger ledger;
    private final Clock clock;

    Erasing(PersonalValues personal, Ledger ledger, Clock clock) {
        this.personal = personal;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The fields that were erased; none when they were gone already, and then nothing is written either. */
    List<String> erase(Acceptance acceptance) {
        List<String> fields = personal.erase(acceptance.id());
        if (!fields.isEmpty()) {
            ledger.append(new Fact(
                    KIND,
                    clock.instant(),
                    null,
                    acceptance.customer(),
                    Map.of("acceptance", acceptance.id(), "fields", fields)));
        }
        return fields;
    }
}
