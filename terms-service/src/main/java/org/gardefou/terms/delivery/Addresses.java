package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.terms.acceptance.AddressGiven;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Where a delivery goes: to the address given for it, or else to the one that the customer gave with an acceptance. */
@ApplicationScoped
class Addresses {

    private final PersonalValues personal;

    Addresses(PersonalValues personal) {
        this.personal = personal;
    }

    /** The address; null: it was erased. */
    @Nullable Addressee of(Delivery delivery) {
        return kept(delivery.id()).or(() -> kept(delivery.addressOf())).orElse(null);
    }

    private Optional<Addressee> kept(UUID owner) {
        return personal.opening(owner, AddressGiven.FIELD)
                .map(opening -> new Addressee(opening.value(), opening.salt()));
    }
}
