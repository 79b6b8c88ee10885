package org.gardefou.terms.risknotice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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
import org.jspecify.annotations.Nullable;

/** The risk notices. */
@ApplicationScoped
public class RiskNotices implements PanacheRepositoryBase<RiskNotice, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");
    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    /** The notice that a change raised. */
    public Optional<RiskNotice> of(UUID change) {
        return find("change", change).firstResultOptional();
    }

    Optional<RiskNotice> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The notice, locked: of two who take a step at once, one does it and the other sees it done. */
    Optional<RiskNotice> visibleLocked(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Page<RiskNotice> page(
            PageRequest request, Visibility visibility, @Nullable UUID site, RiskNotice.@Nullable State state) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String condition = mine.hql() + " and " + behind.hql() + " and " + in(state);
        if (site != null) {
            condition += " and site = :site";
            parameters.put("site", site);
        }
        List<RiskNotice> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, notice -> Cursor.after(notice.id()));
    }

    private static String in(RiskNotice.@Nullable State state) {
        return switch (state) {
            case null -> "1 = 1";
            case RAISED -> "deliveredAt is null";
            case DELIVERED -> "deliveredAt is not null and acknowledgedAt is null";
            case ACKNOWLEDGED -> "acknowledgedAt is not null";
        };
    }
}
