package org.gardefou.terms.conformance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** What the promises to the sites are like now: a row for each promise of a site with a contract. */
@ApplicationScoped
class Standings implements PanacheRepositoryBase<Standing, UUID> {

    private static final Keyset LONGEST_FIRST = Keyset.oldestFirst("since", "id");
    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    List<Standing> of(UUID site) {
        return list("site = ?1 order by promise", site);
    }

    List<Standing> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return list("site = :site and " + mine.hql() + " order by promise", mine.and("site", site));
    }

    /** Those that are broken, the longest broken first. */
    Page<Standing> broken(PageRequest request, @Nullable Promise promise) {
        return Listing.all()
                .with("state", State.BROKEN)
                .with("promise", promise)
                .page(
                        this,
                        request,
                        LONGEST_FIRST,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        row -> Cursor.after(Objects.requireNonNull(row.since()), row.id()));
    }
}
