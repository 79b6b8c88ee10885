package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** A notice with all that it says, as it is answered to who reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeView(
        UUID id,
        UUID site,
        UUID customer,
        @Nullable UUID contract,
        UUID change,
        @Schema(examples = "site.plugin-updated") String changeType,
        Risk level,
        RiskNotice.State state,
        @Schema(examples = "fr") String locale,
        NoticeEvents.ClauseRef clause,
        Help help,
        NoticeEvents.@Nullable LastGood lastGoodRestorePoint,
        NoticeText text,
        Instant happenedAt,
        Instant raisedAt,
        @Nullable Instant deliveredAt,
        RiskNotice.@Nullable Channel channel,
        @Nullable Instant acknowledgedAt) {

    /** A notice in a list: its title only, so that looking at a list is not reading. */
    record Line(
            UUID id,
            UUID site,
            UUID customer,
            UUID change,
            String changeType,
            Risk level,
            RiskNotice.State state,
            Text title,
            Instant raisedAt) {}

    Line line() {
        return new Line(id, site, customer, change, changeType, level, state, text.title(), raisedAt);
    }
}
