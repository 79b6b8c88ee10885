package org.gardefou.terms.acceptance;

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
import org.jspecify.annotations.Nullable;

/** The acceptances; a customer's are the customer's own, and no panel's. */
@ApplicationScoped
public class Acceptances implements PanacheRepositoryBase<Acceptance, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");

    /** The first acceptance of a version by a customer that comes from there. */
    Optional<Acceptance> of(UUID customer, UUID version, Provenance provenance) {
        return find("customer = ?1 and version = ?2 and provenance = ?3 order by id", customer, version, provenance)
                .firstResultOptional();
    }

    /** What was taken over from another system under a reference of that hash. */
    Optional<Acceptance> imported(String source, String referenceSha256) {
        return find("source = ?1 and referenceSha256 = ?2", source, referenceSha256)
                .firstResultOptional();
    }

    Optional<Acceptance> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Acceptance> page(PageRequest request, Visibility visibility, @Nullable UUID customer, @Nullable UUID version) {
        Visibility.Condition mine = visibility.where("customer");
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String condition = mine.hql() + " and " + behind.hql();
        if (customer != null) {
            condition += " and customer = :customer";
            parameters.put("customer", customer);
        }
        if (version != null) {
            condition += " and version = :version";
            parameters.put("version", version);
        }
        List<Acceptance> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, acceptance -> Cursor.after(acceptance.id()));
    }
}
