package org.gardefou.terms.liability;

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

/** The assessments; one for each diagnosis. */
@ApplicationScoped
class Assessments implements PanacheRepositoryBase<Assessment, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");
    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    boolean knows(UUID diagnosis) {
        return count("diagnosis", diagnosis) > 0;
    }

    Optional<Assessment> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The newest of a period. */
    List<Assessment> newestBetween(@Nullable Instant from, @Nullable Instant to, int most) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("from", from == null ? Instant.EPOCH : from);
        String condition = "at >= :from";
        if (to != null) {
            condition += " and at < :to";
            parameters.put("to", to);
        }
        return find(condition + " order by id desc", parameters)
                .range(0, most - 1)
                .list();
    }

    Page<Assessment> page(PageRequest request, Visibility visibility, @Nullable UUID site, @Nullable UUID diagnosis) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String condition = mine.hql() + " and " + behind.hql();
        if (site != null) {
            condition += " and site = :site";
            parameters.put("site", site);
        }
        if (diagnosis != null) {
            condition += " and diagnosis = :diagnosis";
            parameters.put("diagnosis", diagnosis);
        }
        List<Assessment> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, assessment -> Cursor.after(assessment.id()));
    }
}
