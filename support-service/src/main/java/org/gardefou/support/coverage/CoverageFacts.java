package org.gardefou.support.coverage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/**
 * All that a coverage decision looks at, frozen: the same facts give the same decision, byte for byte.
 *
 * @param party whose part it is: CUSTOMER, HOST, THIRD_PARTY, SHARED, UNDETERMINED
 * @param confidence HIGH, MEDIUM, LOW or INSUFFICIENT
 * @param change the change that the breakage follows, if one is known
 * @param changedAt when that change happened
 * @param restorePoint the newest restore point from before the change that still exists
 * @param warned whether a risk notice of the change had reached the customer before the diagnosis
 * @param guide the cause's own guide, if there is one
 */
public record CoverageFacts(
        UUID site,
        @Nullable UUID assessment,
        String party,
        String confidence,
        boolean contractKnown,
        String level,
        boolean termsAccepted,
        boolean repairIncluded,
        boolean selfServiceRestore,
        @Nullable Price repairPrice,
        @Nullable UUID change,
        @Nullable Instant changedAt,
        @Nullable UUID restorePoint,
        @Nullable Instant restorePointTakenAt,
        boolean warned,
        @Nullable String guide,
        List<ClauseReference> clauses) {

    public CoverageFacts {
        clauses = List.copyOf(clauses);
    }

    /**
     * A clause of the accepted terms.
     *
     * @param code its topic, C01 to C35
     * @param version the version of the terms
     * @param sha256 the hash of the clause's text as accepted, hex
     */
    public record ClauseReference(
            String code, @Nullable UUID version, @Nullable String sha256) {}
}
