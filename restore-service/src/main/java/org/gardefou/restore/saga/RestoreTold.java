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
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** Tells the bus of restores, in the transaction of what is told. */
@ApplicationScoped
class RestoreTold {

    private static final String TOPIC = "gardefou.restores";

    private final Outbox outbox;

    RestoreTold(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * How much comes back. Names of files and tables stay here: they may tell of people, and nobody there acts on them.
     *
     * @param chosen how many files, folders or tables
     * @param pointSite whose restore point it is, where that is another site's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            Scope scope,
            @Nullable String schema,
            @Nullable Integer chosen,
            @Nullable UUID pointSite) {

        static Part of(Restore one) {
            Selection selection = one.selection();
            Elsewhere elsewhere = one.elsewhere();
            return new Part(
                    selection.scope(),
                    selection.schema(),
                    selection.chosen(),
                    elsewhere == null ? null : elsewhere.from());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Requested(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            Part selection,
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
            Part selection,
            @Nullable UUID safetyRestorePoint,
            Instant at) {}

    record Switched(UUID restore, UUID site, UUID restorePoint, Part selection, Instant at) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Completed(
            UUID restore,
            UUID site,
            UUID customer,
            UUID restorePoint,
            Part selection,
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
            Part selection,
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
            Part selection,
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
                        Part.of(one),
                        new Requested.By(one.requestedRole(), one.requestedBy()),
                        one.withoutSafety() ? true : null,
                        one.requestedAt()));
    }

    void started(Restore one) {
        tell(
                "restore.started",
                one,
                new Started(
                        one.id(), one.site(), one.restorePoint(), Part.of(one), one.safetyPoint(), one.stateSince()));
    }

    void switched(Restore one) {
        tell(
                "restore.switched",
                one,
                new Switched(one.id(), one.site(), one.restorePoint(), Part.of(one), one.stateSince()));
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
                        Part.of(one),
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
                        Part.of(one),
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
                        Part.of(one),
                        why.code(),
                        why.text(),
                        one.diagnosis(),
                        one.stateSince()));
    }

    private void tell(String type, Restore one, Object data) {
        outbox.add(Event.of(TOPIC, type, one.site(), data));
    }
}
