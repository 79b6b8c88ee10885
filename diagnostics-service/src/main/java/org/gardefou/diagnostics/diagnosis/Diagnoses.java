package org.gardefou.diagnostics.diagnosis;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** All examinations. */
@ApplicationScoped
class Diagnoses implements PanacheRepositoryBase<Diagnosis, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("requestedAt", "id");

    /** Those that can have come together while one restore was at work. */
    private static final int LOOKS_IN_A_RESTORE = 50;

    Optional<Diagnosis> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The last one that ended with this health. */
    Optional<Diagnosis> last(UUID site, Health health) {
        return find("site = ?1 and health = ?2 order by requestedAt desc", site, health)
                .firstResultOptional();
    }

    /** The last one that could tell how the site is. */
    Optional<Diagnosis> lastThatKnew(UUID site) {
        return find("site = ?1 and health <> ?2 order by endedAt desc", site, Health.UNKNOWN)
                .firstResultOptional();
    }

    /** The one that somebody asked for and that has not begun. */
    Optional<Diagnosis> queuedOnRequest(UUID site) {
        return list("site = ?1 and state = ?2 order by requestedAt", site, Diagnosis.State.QUEUED).stream()
                .filter(diagnosis -> diagnosis.reason().kind() == DiagnosisReason.Kind.REQUESTED)
                .findFirst();
    }

    /** Whether one was asked for since a moment. */
    boolean anyRequestedSince(UUID site, Instant moment) {
        return count("site = ?1 and requestedAt >= ?2", site, moment) > 0;
    }

    /** Whether one that fell into a restore found the site broken. */
    boolean anyBrokenDuring(UUID site, UUID restore) {
        return find("site = ?1 and health in ?2 order by requestedAt desc", site, List.of(Health.DOWN, Health.DEGRADED))
                .page(0, LOOKS_IN_A_RESTORE)
                .stream()
                .anyMatch(diagnosis -> restore.equals(diagnosis.reason().during()));
    }

    Page<Diagnosis> page(@Nullable UUID site, @Nullable Health health, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        StringBuilder query = new StringBuilder(mine.hql()).append(" and ").append(behind.hql());
        if (site != null) {
            query.append(" and site = :site");
            parameters.put("site", site);
        }
        if (health != null) {
            query.append(" and health = :health");
            parameters.put("health", health);
        }
        List<Diagnosis> rows = find(query + KEYS.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, diagnosis -> Cursor.after(diagnosis.requestedAt(), diagnosis.id()));
    }
}
