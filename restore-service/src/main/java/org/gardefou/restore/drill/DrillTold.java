package org.gardefou.restore.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** Tells the bus of drills, in the transaction of what is told. */
@ApplicationScoped
class DrillTold {

    private static final String TOPIC = "gardefou.restores";

    private final Outbox outbox;

    DrillTold(Outbox outbox) {
        this.outbox = outbox;
    }

    /** What came of a drill; what it saw of the site stays here. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Drilled(
            UUID drill,
            UUID site,
            UUID customer,
            @Nullable String plan,
            @Nullable UUID restorePoint,
            Drill.State outcome,
            @Nullable Fault fault,
            String code,
            Text text,
            @Nullable Instant pointTakenAt,
            @Nullable Duration pointAge,
            @Nullable Duration recovery,
            Map<DrillStep, Duration> took,
            Instant at) {}

    void drilled(Drill one) {
        outbox.add(Event.of(
                TOPIC,
                "restore.drilled",
                one.site(),
                new Drilled(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.plan(),
                        one.restorePoint(),
                        one.state(),
                        one.fault(),
                        Objects.requireNonNull(one.code()),
                        Objects.requireNonNull(one.text()),
                        one.pointTakenAt(),
                        one.pointAge(),
                        one.recovery(),
                        DrillView.durations(one.took()),
                        Objects.requireNonNull(one.endedAt()))));
    }
}
