package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of the risk-notice events. */
final class NoticeEvents {

    static final String TOPIC = "gardefou.risk-notices";
    static final String RAISED = "risk-notice.raised";
    static final String DELIVERED = "risk-notice.delivered";
    static final String ACKNOWLEDGED = "risk-notice.acknowledged";

    private NoticeEvents() {}

    /** The data of {@code risk-notice.raised}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Raised(
            UUID notice,
            UUID site,
            UUID customer,
            UUID change,
            String changeType,
            Risk level,
            String locale,
            ClauseRef clause,
            Help help,
            @Nullable LastGood lastGoodRestorePoint,
            Instant at) {}

    /** The clause, and the accepted version that has it, where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClauseRef(String code, @Nullable UUID version) {}

    record LastGood(UUID restorePoint, Instant takenAt) {}

    /** The data of {@code risk-notice.delivered}. */
    record Delivered(UUID notice, UUID site, UUID customer, String channel, Instant at) {}

    /**
     * The data of {@code risk-notice.acknowledged}.
     *
     * @param by who told it, as a reference and never a name, see {@link Acknowledger}
     */
    record Acknowledged(UUID notice, UUID site, UUID customer, UUID change, String by, Instant at) {}
}
