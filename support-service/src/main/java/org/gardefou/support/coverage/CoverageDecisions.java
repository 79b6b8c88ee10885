package org.gardefou.support.coverage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
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

    Page<CoverageDecision> page(
            @Nullable UUID site, @Nullable UUID caseId, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        StringBuilder query = new StringBuilder(mine.hql()).append(" and ").append(behind.hql());
        if (site != null) {
            query.append(" and site = :site");
            parameters.put("site", site);
        }
        if (caseId != null) {
            query.append(" and caseId = :case");
            parameters.put("case", caseId);
        }
        List<CoverageDecision> rows = find(query + KEYS.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, decision -> Cursor.after(decision.decidedAt(), decision.id()));
    }
}
