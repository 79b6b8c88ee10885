package org.gardefou.support.coverage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.support.contract.HostedSites;
import org.jspecify.annotations.Nullable;

/** The coverage decisions. */
@ApplicationScoped
public class CoverageDecisions implements PanacheRepositoryBase<CoverageDecision, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("decidedAt", "id");

    /** A decision if the caller may see it. */
    public Optional<CoverageDecision> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The decision that counts for a case: the newest. */
    public Optional<CoverageDecision> current(UUID caseId) {
        return find("caseId = ?1 order by decidedAt desc, id desc", caseId).firstResultOptional();
    }

    /** All decisions of a case, oldest first. */
    public List<CoverageDecision> of(UUID caseId) {
        return list("caseId = ?1 order by decidedAt, id", caseId);
    }

    /** The newest decisions. */
    List<CoverageDecision> newest(int most) {
        return findAll(Sort.descending("decidedAt", "id")).page(0, most).list();
    }

    Page<CoverageDecision> page(
            @Nullable UUID site, @Nullable UUID caseId, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .with("caseId", caseId)
                .page(
                        this,
                        request,
                        KEYS,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        decision -> Cursor.after(decision.decidedAt(), decision.id()));
    }
}
