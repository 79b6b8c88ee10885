package org.gardefou.backup.schedule;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.run.BackupDesk;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.RepeatedJob;

/** Queues the backups that are due. A site that is not known yet is due again at the next tick. */
@ApplicationScoped
class DueTick implements RepeatedJob {

    private final Policies policies;
    private final Sites sites;
    private final BackupDesk desk;
    private final ScheduleConfig config;
    private final Clock clock;

    DueTick(Policies policies, Sites sites, BackupDesk desk, ScheduleConfig config, Clock clock) {
        this.policies = policies;
        this.sites = sites;
        this.desk = desk;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-backups";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() {
        while (QuarkusTransaction.requiringNew().call(this::queueSome) == config.batch()) {
            // More may be due than one transaction should hold.
        }
    }

    private int queueSome() {
        Instant now = clock.instant();
        List<Policy> due = policies.due(now, config.batch());
        for (Policy policy : due) queue(policy, now);
        return due.size();
    }

    private void queue(Policy policy, Instant now) {
        Optional<Site> site = sites.findByIdOptional(policy.site());
        if (site.isEmpty()) {
            policy.dueAgain(now.plus(config.tick()));
            return;
        }
        if (!site.get().gone()) desk.due(policy.site());
        policy.frequency().ifPresent(every -> policy.dueAgain(DueTimes.next(policy.site(), every, now)));
    }
}
