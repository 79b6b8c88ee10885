package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.run.Backup;
import org.gardefou.backup.run.BackupDesk;
import org.gardefou.backup.run.Failure;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Raises the alarm where the last good restore point is too old, whatever the reason: it looks at the age alone, and only then at what may have gone
 * wrong. Once when the stretch begins, then again and again until it ends.
 */
@ApplicationScoped
class OverdueTick {

    private static final int BATCH = 200;

    private final BackupAges ages;
    private final Policies policies;
    private final Sites sites;
    private final BackupDesk desk;
    private final WatchConfig config;
    private final Outbox outbox;
    private final Clock clock;

    OverdueTick(
            BackupAges ages,
            Policies policies,
            Sites sites,
            BackupDesk desk,
            WatchConfig config,
            Outbox outbox,
            Clock clock) {
        this.ages = ages;
        this.policies = policies;
        this.sites = sites;
        this.desk = desk;
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code backup.overdue}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Overdue(
            UUID site,
            UUID customer,
            @Nullable LastGood lastGood,
            Instant dueSince,
            OverdueReason reason,
            Failure.@Nullable Code failure,
            Text text,
            int reminder,
            Instant at) {}

    /** The restore point that is too old. */
    record LastGood(UUID restorePoint, Instant takenAt) {}

    /** One look. Several processes that look at the same time divide what there is. */
    void run() {
        while (QuarkusTransaction.requiringNew().call(this::alarmSome) == BATCH) {
            // More may be overdue than one transaction should hold.
        }
    }

    private int alarmSome() {
        Instant now = clock.instant();
        List<BackupAge> due = ages.alarming(now, BATCH);
        for (BackupAge age : due) alarm(age, now);
        return due.size();
    }

    private void alarm(BackupAge age, Instant now) {
        Optional<Site> site = sites.findByIdOptional(age.site());
        if (site.filter(Site::gone).isPresent()) {
            // It may come back; until then nothing of it can be overdue.
            age.later(now.plus(config.remindEvery()));
            return;
        }
        age.alarmed(now, now.plus(config.remindEvery()));
        Optional<Backup> latest = desk.latest(age.site());
        OverdueReason why = OverdueRule.why(
                new OverdueRule.Facts(
                        policies.findByIdOptional(age.site())
                                .filter(Policy::paused)
                                .isPresent(),
                        site.isPresent(),
                        latest.map(OverdueTick::run)),
                age.dueSince());
        outbox.add(Event.of("gardefou.backups", "backup.overdue", age.site(), told(age, why, latest, now)));
    }

    private static OverdueRule.Run run(Backup backup) {
        return new OverdueRule.Run(
                backup.requestedAt(),
                backup.endedAt().isPresent(),
                backup.failure().map(Failure::code));
    }

    private static Overdue told(BackupAge age, OverdueReason why, Optional<Backup> latest, Instant now) {
        Optional<Failure> failure = why == OverdueReason.FAILED ? latest.flatMap(Backup::failure) : Optional.empty();
        return new Overdue(
                age.site(),
                age.customer(),
                age.lastGood()
                        .flatMap(id -> age.lastGoodAt().map(at -> new LastGood(id, at)))
                        .orElse(null),
                age.dueSince(),
                why,
                failure.map(Failure::code).orElse(null),
                failure.map(Failure::text).orElse(why.text()),
                age.reminders(),
                now);
    }
}
