package org.gardefou.backup.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;

/**
 * Brings the index of a site's files to its restore points: one after the other, each in a transaction of its own, and then tells how
 * they differ. Killed at any point, the next start goes on at the first one that is not done.
 */
@ApplicationScoped
class ContentJob implements Job {

    private final Indexing indexing;
    private final Telling telling;

    ContentJob(Indexing indexing, Telling telling) {
        this.indexing = indexing;
        this.telling = telling;
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
        boolean more = true;
        while (more) {
            more = indexing.next(site);
            // Behind each point: with many to read, what is known of the first need not wait for the last.
            while (telling.next(site)) demandGoingOn();
            demandGoingOn();
        }
    }

    private static void demandGoingOn() {
        if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("The service stops");
    }
}
