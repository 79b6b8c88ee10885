package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The data of the risk-notice events. */
final class NoticeEvents {

    static final String TOPIC = "gardefou.risk-notices";
    static final String RAISED = "risk-notice.raised";
    static final String EXTENDED = "risk-notice.extended";
    static final String SECURITY_RAISED = "security-notice.raised";
    static final String SECURITY_EXTENDED = "security-notice.extended";

    /** The steps that every notice takes; its kind is in front of them. */
    static final String DELIVERED = "delivered";

    static final String ACKNOWLEDGED = "acknowledged";
    static final String REMINDED = "reminded";
    static final String EXPIRED = "expired";

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

    /**
     * The data of {@code risk-notice.extended}: a further change joined a notice that nobody has acknowledged yet.
     *
     * @param changeLevel of this change: DANGER asks for a safety backup, as at the first
     * @param level of the notice now: the highest of its changes
     * @param levelRaised whether this change has raised it
     * @param changes how many the notice tells of now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Extended(
            UUID notice,
            UUID site,
            UUID customer,
            UUID change,
            String changeType,
            Risk changeLevel,
            Risk level,
            boolean levelRaised,
            int changes,
            String locale,
            ClauseRef clause,
            Help help,
            @Nullable LastGood lastGoodRestorePoint,
            Instant at) {}

    /** The clause, and the accepted version that has it, where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClauseRef(String code, @Nullable UUID version) {}

    /**
     * The last good restore point.
     *
     * @param evidence by which it was good when the notice was made; null: the notice is from before that was known here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastGood(
            UUID restorePoint,
            Instant takenAt,

            @Nullable @Schema(
                    description =
                            "By which evidence: BOOTED in a place apart; all DATA_READ again; DUMP_COMPLETE; UNVERIFIED: written without an error, and nobody has looked at it yet",
                    examples = "DATA_READ")
            PointEvidence evidence) {

        static @Nullable LastGood of(Composer.@Nullable LastGood last) {
            return last == null ? null : new LastGood(last.restorePoint(), last.takenAt(), last.evidence());
        }
    }

    /** The data of {@code risk-notice.delivered}. */
    record Delivered(UUID notice, UUID site, UUID customer, String channel, Instant at) {}

    /**
     * The data of {@code risk-notice.acknowledged} and {@code security-notice.acknowledged}.
     *
     * @param change that raised it; a notice about security was raised by none
     * @param by who told it, as a reference and never a name, see {@link Acknowledger}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Acknowledged(
            UUID notice, UUID site, UUID customer, @Nullable UUID change, String by, Instant at) {}

    /**
     * The data of {@code risk-notice.reminded}: it was delivered, and nobody has acknowledged it.
     *
     * @param number of the reminder, from 1
     */
    record Reminded(UUID notice, UUID site, UUID customer, Risk level, int number, Instant at) {}

    /** The data of {@code risk-notice.expired}. */
    record Expired(UUID notice, UUID site, UUID customer, RiskNotice.Expiry reason, Instant at) {}

    /**
     * The data of {@code security-notice.raised} and {@code security-notice.extended}.
     *
     * @param level of the notice: the highest of its findings
     * @param facts what was found now
     * @param count of all findings that the notice tells of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Security(
            UUID notice,
            UUID site,
            UUID customer,
            Risk level,
            List<SecurityFact> facts,
            int count,
            String locale,
            ClauseRef clause,
            Help help,
            @Nullable LastGood lastGoodRestorePoint,
            Instant at) {}
}
