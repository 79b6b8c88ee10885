package org.gardefou.backup.schedule;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.policy.PolicySettings;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.run.BackupDesk;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.RepeatedJob;

/** Queues the backups that are due. A site that is not known yet is due again at the next tick. */
@ApplicationScoped
class DueTick implements RepeatedJob {

    private final AgroalDataSource database;
    private final Policies policies;
    private final PolicySettings settings;
    private final RestorePoints points;
    private final Sites sites;
    private final BackupDesk desk;
    private final ScheduleConfig config;
    private final Clock clock;

    DueTick(
            AgroalDataSource database,
            Policies policies,
            PolicySettings settings,
            RestorePoints points,
            Sites sites,
            BackupDesk desk,
            ScheduleConfig config,
            Clock clock) {
        this.database = database;
        this.policies = policies;
        this.settings = settings;
        this.points = points;
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

    private int queueSome() throws SQLException {
        Instant now = clock.instant();
        List<UUID> due;
        try (Connection connection = database.getConnection()) {
            due = DueSites.find(connection, now, config.batch());
        }
        if (!due.isEmpty()) policies.of(due).forEach(policy -> turn(policy, now));
        return due.size();
    }

    private void turn(Policy policy, Instant now) {
        Optional<Site> site = sites.findByIdOptional(policy.site());
        if (site.isEmpty()) {
            policy.dueAgain(now.plus(config.tick()));
            return;
        }
        DueRule.Turn turn = DueRule.turn(
                policy.site(),
                settings.rhythm(policy),
                policy.nextDue().orElse(now),
                points.lastGood(policy.site()).map(RestorePoint::takenAt),
                config.lateness(),
                now);
        if (turn.queue() && !site.get().gone()) desk.due(policy.site());
        policy.dueAgain(turn.next());
    }
}
