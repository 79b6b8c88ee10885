package org.gardefou.diagnostics.sitelog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The logs that were handed in. */
@ApplicationScoped
class LogUploads implements PanacheRepositoryBase<LogUpload, UUID> {

    /** With what was found in them. */
    long forget(Instant before) {
        return delete("uploadedAt < ?1", before);
    }
}
