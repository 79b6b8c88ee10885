package org.gardefou.support.sla;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.support.sla.ClockReading.State;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/** The clocks of all cases, as they were last read. */
@ApplicationScoped
class CaseClocks implements PanacheRepositoryBase<CaseClock, UUID> {

    private static final Keyset DUE_FIRST = Keyset.oldestFirst("dueAt", "id");

    /** Those that run towards an end, the earliest first. */
    Page<CaseClock> running(
            @Nullable ClockKind kind,
            @Nullable Priority priority,
            @Nullable Boolean late,
            Instant now,
            PageRequest request) {
        Listing listing = Listing.all()
                .with("state", State.RUNNING)
                .with("kind", kind)
                .with("priority", priority)
                .where("dueAt is not null");
        if (late != null) listing.where(late ? "dueAt < :now" : "dueAt >= :now", "now", now);
        return listing.page(
                this,
                request,
                DUE_FIRST,
                cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                clock -> Cursor.after(clock.dueAt().orElseThrow(), clock.id()));
    }
}
