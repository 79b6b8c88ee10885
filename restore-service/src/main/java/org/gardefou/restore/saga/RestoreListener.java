package org.gardefou.restore.saga;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.job.Jobs;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** Wakes restores when what they wait for is told. */
@ApplicationScoped
class RestoreListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reason(@Nullable UUID restore) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PointTold(@Nullable Reason reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record BackupFailed(
            @Nullable Reason reason,
            String code,
            Text text,
            @Nullable Instant retryAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Diagnosed(UUID diagnosis, @Nullable Reason reason, String health) {}

    private final Restores restores;
    private final Jobs jobs;
    private final Clock clock;

    RestoreListener(Restores restores, Jobs jobs, Clock clock) {
        this.restores = restores;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore-point.created", PointTold.class, this::safe)
                .on("backup.failed", BackupFailed.class, this::unsafe)
                .on("site.diagnosed", Diagnosed.class, this::diagnosed);
    }

    private void safe(BusEvent<PointTold> event) {
        wake(event.data().reason(), restore -> {
            if (restore.state() == RestoreState.SAFETY_BACKUP || restore.state() == RestoreState.REQUESTED) {
                restore.due(clock.instant());
            }
        });
    }

    private void unsafe(BusEvent<BackupFailed> event) {
        BackupFailed told = event.data();
        SafetyFailure failure = new SafetyFailure(told.code(), told.text(), told.retryAt() != null);
        wake(told.reason(), restore -> restore.safetyFailed(failure, clock.instant()));
    }

    private void diagnosed(BusEvent<Diagnosed> event) {
        Diagnosed told = event.data();
        wake(told.reason(), restore -> restore.checked(new Checked(told.health(), told.diagnosis()), clock.instant()));
    }

    private void wake(@Nullable Reason reason, Consumer<Restore> change) {
        if (reason == null || reason.restore() == null) return;
        UUID id = reason.restore();
        restores.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).ifPresent(restore -> {
            change.accept(restore);
            jobs.submit(RestoreJob.class, id.toString());
        });
    }
}
