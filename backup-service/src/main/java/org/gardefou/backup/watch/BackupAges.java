package org.gardefou.backup.watch;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.jpa.SpecHints;

/** The ages of all sites' last good restore points. */
@ApplicationScoped
class BackupAges implements PanacheRepositoryBase<BackupAge, UUID> {

    private static final int SKIP_LOCKED = -2;

    /** The age of a site; whoever else changes it waits. */
    Optional<BackupAge> locked(UUID site) {
        return findByIdOptional(site, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those whose alarm is due, the longest overdue first; by one index, whatever the number of sites. */
    List<BackupAge> alarming(Instant now, int most) {
        return find("alarmAt <= ?1 order by alarmAt", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list();
    }
}
