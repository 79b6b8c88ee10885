package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Tells within the service and on the bus what a policy is now, in the transaction of the change. */
@ApplicationScoped
class PolicyNews {

    /** The data of {@code policy.changed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyTold(
            UUID site,
            UUID customer,
            Policy.Kind kind,
            @Nullable Duration frequency,
            @Nullable Duration retention,
            @Nullable ZoneId zone,
            Own.@Nullable Hours window,
            Instant at) {}

    private final PolicySettings settings;
    private final Event<PolicyChanged> within;
    private final Outbox outbox;
    private final Clock clock;

    PolicyNews(PolicySettings settings, Event<PolicyChanged> within, Outbox outbox, Clock clock) {
        this.settings = settings;
        this.within = within;
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(Policy policy) {
        boolean ours = policy.kind() == Policy.Kind.HOST_RUN;
        PolicyTold told = new PolicyTold(
                policy.site(),
                policy.customer(),
                policy.kind(),
                policy.frequency().orElse(null),
                policy.retention().orElse(null),
                ours ? settings.zone(policy) : null,
                ours ? Own.Hours.of(settings.window(policy)) : null,
                clock.instant());
        outbox.add(org.gardefou.kit.outbox.Event.of("gardefou.backups", "policy.changed", policy.site(), told));
        within.fire(new PolicyChanged(policy));
    }
}
