package org.gardefou.terms.conformance;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the bus told of a site.
 *
 * @param event the id of the event that told it
 * @param at when it happened, by the clock of who saw it
 * @param subject what it is about, beside the site: a restore point, a restore, a liability assessment
 * @param code how it came out: a failure's code, a party, the evidence by which a point is good
 * @param certainty how sure an assessment is
 */
record Observed(
        UUID event,
        What what,
        Instant at,
        @Nullable UUID subject,
        @Nullable String code,
        @Nullable String certainty) {

    /** In whatever order they were heard: the same facts stand in the same order. */
    static final Comparator<Observed> ORDER =
            Comparator.comparing(Observed::at).thenComparing(Observed::what).thenComparing(Observed::event);

    /** What was observed. Of the same moment what stands further down came later. */
    enum What {
        SITE_THERE,
        SITE_GONE,
        POINT_TAKEN,
        BACKUP_FAILED,
        POINT_CORRUPTED,
        POINT_VERIFIED,
        POINT_EXPIRED,
        RESTORE_FAILED,
        RESTORE_ROLLED_BACK,
        RESTORE_COMPLETED,
        DRILL_FAILED,
        DRILL_PASSED,
        SITE_DOWN,
        SITE_UP,
        RESPONSE_LATE,
        RESPONSE_GIVEN,
        ASSESSED
    }

    /** What it is found by in the ledger: an assessment by its own id, all else by its event's. */
    UUID evidence() {
        return what == What.ASSESSED && subject != null ? subject : event;
    }
}
