package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/**
 * Finds the restore points that have no index: those from before there was one, and those that failed a day ago; and those that have
 * expired.
 */
@ApplicationScoped
class ContentSweep implements RepeatedJob {

    /** Some hundred in the queue keep the workers busy until the next look, and backups do not wait behind thousands. */
    private static final int MOST = 200;

    private final DataSource dataSource;
    private final Jobs jobs;
    private final Clock clock;

    ContentSweep(DataSource dataSource, Jobs jobs, Clock clock) {
        this.dataSource = dataSource;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "content-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() throws SQLException {
        for (UUID site : sites()) jobs.submitMissing(ContentJob.class, site.toString());
    }

    private List<UUID> sites() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        (select distinct site from restore_point where state = 'EXPIRED' and content <> 'REMOVED' limit %d)
                        union
                        (select distinct site from restore_point where state = 'AVAILABLE' and content in ('PENDING', 'FAILED')
                             and (content = 'PENDING' or content_tried_at < ?) limit %d)""".formatted(MOST, MOST))) {
            select.setObject(1, clock.instant().minus(Indexing.NEXT_TRY).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> sites = new ArrayList<>();
                while (rows.next()) sites.add(rows.getObject(1, UUID.class));
                return sites;
            }
        }
    }
}
