package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;

/**
 * Brings the index of a site's files to its restore points: one after the other, each in a transaction of its own. Killed at any point,
 * the next start goes on at the first one that is not done.
 */
@ApplicationScoped
class ContentJob implements Job {

    private final Indexing indexing;

    ContentJob(Indexing indexing) {
        this.indexing = indexing;
    }

    @Override
    public String name() {
        return "content";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public void run(String id) throws SQLException {
        UUID site = UUID.fromString(id);
        while (indexing.next(site)) {
            if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("The service stops");
        }
    }
}
