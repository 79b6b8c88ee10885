package org.gardefou.terms.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** What the plans promised, and when. */
@ApplicationScoped
class PlanEditions implements PanacheRepositoryBase<PlanEdition, PlanEdition.Key> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("key.number");

    /** What a plan promised, the newest first. */
    Page<PlanEdition> page(UUID plan, PageRequest request) {
        return Listing.all()
                .with("key.plan", plan)
                .page(
                        this,
                        request,
                        NEWEST_FIRST,
                        cursor -> List.of(Math.clamp(cursor.number(0), 0, Integer.MAX_VALUE)),
                        edition -> Cursor.after(edition.number()));
    }

    /** The number of the last edition of a plan. */
    int last(UUID plan) {
        return find("key.plan = ?1 order by key.number desc", plan)
                .firstResultOptional()
                .map(PlanEdition::number)
                .orElse(0);
    }
}
