package org.gardefou.backup.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.verification.DataReading.Key;
import org.gardefou.backup.verification.DataRotation.Part;

/** What was read of the repositories' data, and what is due. */
@ApplicationScoped
class DataReadings implements PanacheRepositoryBase<DataReading, Key> {

    /** Of a site, as it is divided now; what was read under another division counts for nothing. */
    List<Part> of(UUID site, int parts) {
        return list("key.site = ?1 and parts = ?2", site, parts).stream()
                .map(one -> new Part(one.part(), one.triedAt(), one.wholeAt()))
                .toList();
    }

    void read(UUID site, int part, int parts, boolean whole, Instant begun) {
        delete("key.site = ?1 and parts <> ?2", site, parts);
        DataReading known = findById(new Key(site, part));
        DataReading reading = known == null ? new DataReading(site, part, parts) : known;
        reading.read(whole, parts, begun);
        if (known == null) persist(reading);
    }
}
