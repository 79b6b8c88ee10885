package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
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
    @Nullable String of(Delivery delivery) {
        String own = personal.of(delivery.id()).get(AddressGiven.FIELD);
        return own == null ? personal.of(delivery.addressOf()).get(AddressGiven.FIELD) : own;
    }
}
