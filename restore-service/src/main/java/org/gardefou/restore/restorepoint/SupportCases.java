package org.gardefou.restore.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The support cases that the bus told of. */
@ApplicationScoped
public class SupportCases implements PanacheRepositoryBase<SupportCase, UUID> {

    /** A case has ended; its opening may be heard of later. */
    public void ended(UUID id, UUID site) {
        SupportCase known = findById(id);
        if (known == null) {
            known = new SupportCase(id, site, null);
            persist(known);
        }
        known.end();
    }

    void add(HistoryListener.CaseTold told) {
        if (findById(told.id()) == null) persist(new SupportCase(told.id(), told.site(), told.diagnosis()));
    }
}
