package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.UUID;
import org.gardefou.terms.acceptance.Acceptances;
import org.gardefou.terms.acceptance.AddressGiven;
import org.gardefou.terms.ledger.PersonalValues;

/** Has the papers of what was accepted on a page sent by mail, where the link says to which address. */
@ApplicationScoped
class Posted {

    private final Acceptances acceptances;
    private final PersonalValues personal;
    private final Event<AddressGiven> addressed;

    Posted(Acceptances acceptances, PersonalValues personal, Event<AddressGiven> addressed) {
        this.acceptances = acceptances;
        this.personal = personal;
        this.addressed = addressed;
    }

    /**
     * Has them sent. The address is the acceptance's from now on: it is erased with the name.
     *
     * @return the commitment to the address, by its field's name, for the ledger
     */
    @Transactional(TxType.MANDATORY)
    public Map<String, Object> to(String email, UUID acceptance) {
        Map<String, Object> commitment = personal.keep(acceptance, Map.of(AddressGiven.FIELD, email));
        addressed.fire(new AddressGiven(acceptances.findById(acceptance)));
        return commitment;
    }
}
