package org.gardefou.terms.liability;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The assessments; one for each diagnosis. */
@ApplicationScoped
class Assessments implements PanacheRepositoryBase<Assessment, UUID> {

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
        return Listing.of(visibility.where("customer", CONNECTION))
                .with("site", site)
                .with("diagnosis", diagnosis)
                .newestFirst(this, request, Assessment::id);
    }
}
