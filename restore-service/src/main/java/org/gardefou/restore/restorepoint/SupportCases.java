package org.gardefou.restore.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The support cases that the bus told of. */
@ApplicationScoped
public class SupportCases implements PanacheRepositoryBase<SupportCase, UUID> {

    void add(HistoryListener.CaseTold told) {
        if (findById(told.id()) == null) persist(new SupportCase(told.id(), told.site(), told.diagnosis()));
    }
}
