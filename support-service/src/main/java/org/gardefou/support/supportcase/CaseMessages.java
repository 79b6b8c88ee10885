package org.gardefou.support.supportcase;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What was written in the cases. */
@ApplicationScoped
class CaseMessages implements PanacheRepositoryBase<CaseMessage, UUID> {

    private static final int LONGEST = 500;

    /** The newest ones, oldest of them first. */
    List<CaseMessage> of(UUID caseId) {
        return find("caseId = ?1 order by writtenAt desc, id desc", caseId)
                .page(0, LONGEST)
                .list()
                .reversed();
    }
}
