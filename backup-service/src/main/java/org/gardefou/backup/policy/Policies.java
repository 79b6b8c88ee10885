package org.gardefou.backup.policy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** The policies of all sites. */
@ApplicationScoped
public class Policies implements PanacheRepositoryBase<Policy, UUID> {

    private static final Keyset KEYS = Keyset.oldestFirst("site");
    private static final int SKIP_LOCKED = -2;

    Optional<Policy> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("site = :site and " + mine.hql(), mine.and("site", site)).firstResultOptional();
    }

    /** What is due, the longest overdue first. Rows that another process is at are skipped: its lock divides the work. */
    public List<Policy> due(Instant now, int most) {
        return find("nextDue <= ?1 and paused = false order by nextDue", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list();
    }

    Page<Policy> page(@Nullable UUID site, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String query = mine.hql() + " and " + behind.hql();
        if (site != null) {
            query += " and site = :site";
            parameters.put("site", site);
        }
        List<Policy> rows = find(query + KEYS.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, policy -> Cursor.after(policy.site()));
    }
}
