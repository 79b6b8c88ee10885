package org.gardefou.restore.saga;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Prepared;
import org.jspecify.annotations.Nullable;

/** Tells the bus of restores, in the transaction of what is told. */
@ApplicationScoped
class RestoreTold {

    private static final String TOPIC = "gardefou.restores";

    private final Outbox outbox;

    RestoreTold(Outbox outbox) {
        this.outbox = outbox;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Requested(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            By requestedBy,
            @Nullable Boolean withoutSafetyBackup,
            Instant at) {
        record By(String role, String subject) {}
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Started(
            UUID restore,
            UUID site,
            UUID restorePoint,
            @Nullable UUID safetyRestorePoint,
            Instant at) {}

    record Switched(UUID restore, UUID site, UUID restorePoint, Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Completed(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            @Nullable UUID safetyRestorePoint,
            long files,
            long bytes,
            int tables,
            String health,
            @Nullable UUID diagnosis,
            Instant at) {}

    record Failed(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            RestoreState step,
            FailureCode code,
            Text text,
            Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RolledBack(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            FailureCode code,
            Text text,
            @Nullable UUID diagnosis,
            Instant at) {}

    void requested(Restore one) {
        tell(
                "restore.requested",
                one,
                new Requested(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        new Requested.By(one.requestedRole(), one.requestedBy()),
                        one.withoutSafety() ? true : null,
                        one.requestedAt()));
    }

    void started(Restore one) {
        tell(
                "restore.started",
                one,
                new Started(one.id(), one.site(), one.restorePoint(), one.safetyPoint(), one.stateSince()));
    }

    void switched(Restore one) {
        tell("restore.switched", one, new Switched(one.id(), one.site(), one.restorePoint(), one.stateSince()));
    }

    /** @param health how the site was found after the switch */
    void completed(Restore one, String health) {
        Prepared live = Objects.requireNonNull(one.prepared());
        tell(
                "restore.completed",
                one,
                new Completed(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        one.safetyPoint(),
                        live.files(),
                        live.bytes(),
                        live.tables(),
                        health,
                        one.diagnosis(),
                        one.stateSince()));
    }

    void failed(Restore one) {
        Trouble why = Objects.requireNonNull(one.outcome());
        tell(
                "restore.failed",
                one,
                new Failed(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        why.step(),
                        why.code(),
                        why.text(),
                        one.stateSince()));
    }

    void rolledBack(Restore one) {
        Trouble why = Objects.requireNonNull(one.outcome());
        tell(
                "restore.rolled-back",
                one,
                new RolledBack(
                        one.id(),
                        one.site(),
                        one.customer(),
                        one.restorePoint(),
                        why.code(),
                        why.text(),
                        one.diagnosis(),
                        one.stateSince()));
    }

    private void tell(String type, Restore one, Object data) {
        outbox.add(Event.of(TOPIC, type, one.site(), data));
    }
}
