package org.gardefou.backup.export;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The links to exports. */
@ApplicationScoped
class ExportLinks implements PanacheRepositoryBase<ExportLink, String> {

    void forgetOlderThan(Instant moment) {
        delete("expiresAt < ?1", moment);
    }
}
