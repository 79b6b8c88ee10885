package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/** A policy as it is shown. */
@Schema(name = "Policy")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyView(
        UUID site,
        UUID customer,
        @Schema(examples = "HOST_RUN") Policy.Kind kind,

        @Nullable @Schema(description = "ISO 8601 duration", examples = "PT24H")
        Duration frequency,

        @Nullable @Schema(description = "ISO 8601 duration", examples = "PT168H")
        Duration retention,

        @Nullable @Schema(description = "What the contract promises; what holds is never less.")
        Promised promised,

        @Nullable @Schema(description = "What the customer asked for beyond it.")
        Own own,

        @Schema(description = "When daily backups and rarer ones begin, by the zone's clocks.")
        Own.@Nullable Hours window,

        @Schema(description = "The clocks of the policy.", implementation = String.class, examples = "Europe/Paris")
        ZoneId zone,

        @Schema(description = "What is kept beyond the retention.")
        Keep keep,

        boolean paused,
        @Nullable Instant nextDue,

        @Nullable @Schema(description = "Until when what was there at the end of the contract stays, at least.")
        Instant deletionAt,

        @Schema(description = "Who makes the backups, what that means and what to do, in words for the customer.")
        Text text) {

    /** What a contract promises. */
    @Schema(name = "PromisedPolicy")
    record Promised(
            @Schema(description = "ISO 8601 duration", examples = "PT24H")
            Duration frequency,

            @Schema(description = "ISO 8601 duration", examples = "PT168H")
            Duration retention) {}

    static PolicyView of(Policy policy, PolicySettings settings) {
        boolean ours = policy.kind() == Policy.Kind.HOST_RUN;
        return new PolicyView(
                policy.site(),
                policy.customer(),
                policy.kind(),
                policy.frequency().orElse(null),
                policy.retention().orElse(null),
                policy.promise()
                        .map(promise -> new Promised(promise.frequency(), promise.retention()))
                        .orElse(null),
                policy.own().orElse(null),
                ours ? Own.Hours.of(settings.window(policy)) : null,
                settings.zone(policy),
                settings.keep(policy),
                policy.paused(),
                policy.nextDue().orElse(null),
                policy.ending().map(Ending::deletion).orElse(null),
                PolicyText.of(policy));
    }
}
