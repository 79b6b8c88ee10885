package org.gardefou.backup.seat;

import java.util.Optional;
import java.util.UUID;

/** Of a job: its runs read or write much where a site's backups lie, and begin only when they have a seat there. */
public interface Seated {

    /** At which of a site's repositories they have their seat. */
    enum Where {
        FIRST,
        COPIES,
        /** They work at both, and have their seat at the copies, where there are any: a place of copies that answers slowly, or not at all, takes none of the first one's. */
        BOTH
    }

    /** The job's. */
    String name();

    Where where();

    /** How many of its runs may be at work at once whatever their destinations, of all processes; 0: any number. */
    default int atOnce() {
        return 0;
    }

    /** The site that a run is about, inside a transaction; empty when it is not known any more: then it takes no seat. */
    default Optional<UUID> siteOf(String run) {
        return Optional.of(UUID.fromString(run));
    }
}
