package org.gardefou.terms.ledger;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.idempotency.KeptAnswers;
import org.jspecify.annotations.Nullable;

/**
 * Erases what is personal about a piece of evidence (GDPR, art. 17): name, address and program of who clicked or said so. That it happened, to
 * which customer, when and what stays, and so does the proof of it.
 */
@ApplicationScoped
public class Erasure {

    private static final String KIND = "personal-values.erased";

    private final PersonalValues personal;
    private final KeptAnswers kept;
    private final Ledger ledger;
    private final Event<Erased> erased;
    private final Clock clock;

    Erasure(PersonalValues personal, KeptAnswers kept, Ledger ledger, Event<Erased> erased, Clock clock) {
        this.personal = personal;
        this.kept = kept;
        this.ledger = ledger;
        this.erased = erased;
        this.clock = clock;
    }

    /**
     * What the values belong to.
     *
     * @param noun what it is, as the entries about it name it: {@code acceptance}, {@code notice}
     */
    public record Owner(String noun, UUID id, @Nullable UUID site, UUID customer) {}

    /** The fields that were erased; none when they were gone already, and then nothing is written either. */
    @Transactional(MANDATORY)
    public List<String> erase(Owner owner) {
        List<String> fields = personal.erase(owner.id);
        if (!fields.isEmpty())
            ledger.append(new Fact(
                    KIND, clock.instant(), owner.site, owner.customer, Map.of(owner.noun, owner.id, "fields", fields)));
        kept.forget(owner.id);
        erased.fire(new Erased(owner.id));
        return fields;
    }
}
