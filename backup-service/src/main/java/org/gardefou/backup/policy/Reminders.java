package org.gardefou.backup.policy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** Reminds customers, again and again, that nobody but them backs their sites up. */
@ApplicationScoped
class Reminders implements RepeatedJob {

    private static final int BATCH = 200;

    private final Policies policies;
    private final Sites sites;
    private final PolicySettings settings;
    private final Outbox outbox;
    private final Clock clock;

    Reminders(Policies policies, Sites sites, PolicySettings settings, Outbox outbox, Clock clock) {
        this.policies = policies;
        this.sites = sites;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code policy.reminded}. */
    record Reminded(UUID site, UUID customer, Text text, Instant next, Instant at) {}

    @Override
    public String name() {
        return "policy-reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        while (QuarkusTransaction.requiringNew().call(this::remindSome) == BATCH) {
            // More may be due than one transaction should hold.
        }
    }

    private int remindSome() {
        Instant now = clock.instant();
        List<Policy> due = policies.toRemind(now, BATCH);
        for (Policy policy : due) remind(policy, now);
        return due.size();
    }

    /** A site that has gone needs no backups, and a reminder that was missed is not made up for. */
    private void remind(Policy policy, Instant now) {
        if (sites.findByIdOptional(policy.site()).filter(Site::gone).isPresent()) {
            policy.reminded(null);
            return;
        }
        Instant next = now.plus(settings.remindEvery());
        policy.reminded(next);
        Reminded told = new Reminded(policy.site(), policy.customer(), PolicyText.of(policy), next, now);
        outbox.add(Event.of("gardefou.backups", "policy.reminded", policy.site(), told));
    }
}
