package org.gardefou.terms.contract;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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

/** The contracts; one at most is active for a site. */
@ApplicationScoped
class Contracts implements PanacheRepositoryBase<Contract, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");
    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    /** The active contract of a site, if the caller may see it. */
    Optional<Contract> visibleActive(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        Map<String, Object> parameters = new HashMap<>(mine.and("site", site));
        parameters.put("state", Contract.State.ACTIVE);
        return find("site = :site and state = :state and " + mine.hql(), parameters)
                .firstResultOptional();
    }

    Optional<Contract> active(UUID site) {
        return find("site = ?1 and state = ?2", site, Contract.State.ACTIVE).firstResultOptional();
    }

    /** The one that was active at a moment. */
    Optional<Contract> activeAt(UUID site, Instant moment) {
        return find(
                        "site = ?1 and activatedAt <= ?2 and (endedAt is null or endedAt > ?2) order by activatedAt desc",
                        site,
                        moment)
                .firstResultOptional();
    }

    Optional<Contract> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Contract> page(PageRequest request, Visibility visibility, @Nullable UUID site, @Nullable UUID customer) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String condition = mine.hql() + " and " + behind.hql();
        if (site != null) {
            condition += " and site = :site";
            parameters.put("site", site);
        }
        if (customer != null) {
            condition += " and customer = :customer";
            parameters.put("customer", customer);
        }
        List<Contract> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, contract -> Cursor.after(contract.id()));
    }
}
