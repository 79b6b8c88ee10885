package org.gardefou.backup.restorepoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.copy.Copies;
import org.gardefou.backup.copy.CopyView;
import org.gardefou.kit.paging.Page;
import org.jspecify.annotations.Nullable;

/** Puts together what is shown of restore points. Inside a transaction. */
@ApplicationScoped
class RestorePointViews {

    private final Keeping keeping;
    private final Copies copies;
    private final Clock clock;

    RestorePointViews(Keeping keeping, Copies copies, Clock clock) {
        this.keeping = keeping;
        this.copies = copies;
        this.clock = clock;
    }

    /** @param site the one that all of a page are of; null: why they are kept is not looked up */
    Page<RestorePointView> of(Page<RestorePoint> page, @Nullable UUID site, boolean staff) {
        if (page.items().isEmpty()) return page.map(point -> RestorePointView.of(point, null, null, staff));
        Map<UUID, List<Kept>> kept = site == null ? Map.of() : keeping.of(site, clock.instant());
        Map<UUID, CopyView> copied =
                copies.of(page.items().stream().map(RestorePoint::id).toList(), staff);
        return page.map(point -> RestorePointView.of(point, kept.get(point.id()), copied.get(point.id()), staff));
    }

    RestorePointView of(RestorePoint point, boolean staff) {
        List<Kept> kept = keeping.of(point.site(), clock.instant()).get(point.id());
        return RestorePointView.of(
                point, kept, copies.of(List.of(point.id()), staff).get(point.id()), staff);
    }
}
