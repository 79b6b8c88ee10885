package org.gardefou.terms.plan;

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
import org.jspecify.annotations.Nullable;

/** The plans of the hoster. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");

    Page<Plan> page(PageRequest request, @Nullable String code) {
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(behind.parameters());
        String condition = behind.hql();
        if (code != null) {
            condition += " and code = :code";
            parameters.put("code", code);
        }
        List<Plan> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, plan -> Cursor.after(plan.id()));
    }

    /** The plan with this code; codes are unique. */
    public Optional<Plan> withCode(String code) {
        return find("code", code).firstResultOptional();
    }
}
