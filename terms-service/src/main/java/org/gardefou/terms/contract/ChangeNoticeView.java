package org.gardefou.terms.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.jspecify.annotations.Nullable;

/**
 * What the customer of a contract is told of a version that comes, as it is answered.
 *
 * @param notice from the day on which it reaches the customer, before the version binds them
 * @param exitDays how long the customer may leave at no cost; null: there is no such right
 * @param bindsFrom from when the version applies to the contract; null while that is not known: not told, or not accepted
 * @param exitUntil null also while the customer was not told: the days do not run yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ChangeNoticeView")
record ChangeNoticeView(
        UUID id,
        UUID contract,
        UUID customer,
        UUID site,
        UUID document,
        UUID version,
        UUID previous,
        ChangeClass changeClass,
        Consent consent,
        @Schema(examples = "P1M") String notice,
        @Nullable @Schema(examples = "30") Integer exitDays,
        Instant effectiveFrom,
        ChangeNotice.State state,
        Instant announcedAt,
        @Nullable Instant deliveredAt,
        ChangeNotice.@Nullable Channel channel,
        @Nullable String evidenceSha256,

        @Nullable @Schema(
                description =
                        "When the mail came back that it counted as delivered by: it does not any more, until it is told otherwise")
        Instant returnedAt,

        @Nullable UUID acceptance,
        @Nullable Instant bindsFrom,
        @Nullable Instant exitUntil,
        @Nullable Instant leftAt) {}
