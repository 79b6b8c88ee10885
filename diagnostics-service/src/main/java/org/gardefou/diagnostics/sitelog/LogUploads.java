package org.gardefou.diagnostics.sitelog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The logs that were handed in. */
@ApplicationScoped
class LogUploads implements PanacheRepositoryBase<LogUpload, UUID> {

    /** Who hands in logs looks at the last few. */
    private static final int MOST_OF_SITE = 50;

    /** All but the latest of a site are forgotten. */
    void keepLatest(UUID site) {
        List<LogUpload> older = find("site = ?1 order by id desc", site)
                .range(MOST_OF_SITE, MOST_OF_SITE + 100)
                .list();
        older.forEach(this::delete);
    }

    /** With what was found in them. */
    long forget(Instant before) {
        return delete("uploadedAt < ?1", before);
    }
}
