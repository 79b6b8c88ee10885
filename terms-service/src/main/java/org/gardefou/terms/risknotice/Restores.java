package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * A restore of all of a site that has come to its end has taken back what was changed in the site's files and database since its restore point: the warnings of that,
 * which nobody has acknowledged yet, are about nothing any more.
 */
@ApplicationScoped
class Restores implements Listener {

    private final TakenBack takenBack;
    private final Clock clock;

    Restores(TakenBack takenBack, Clock clock) {
        this.takenBack = takenBack;
        this.clock = clock;
    }

    /** What is used of {@code restore.completed}. */
    record Completed(
            UUID restore,
            UUID site,
            UUID restorePoint,
            @Nullable UUID safetyRestorePoint,
            @Nullable Selection selection) {

        /** How much came back; absent from what was told before there was a choice. */
        record Selection(String scope) {}

        boolean whole() {
            return selection == null || selection.scope().equals("EVERYTHING");
        }
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("restore.completed", Completed.class, this::completed);
    }

    private void completed(BusEvent<Completed> event) {
        Completed done = event.data();
        // Of some files or tables nobody can say which changes they took back.
        if (!done.whole() || done.safetyRestorePoint == null) return;
        Instant now = clock.instant();
        takenBack.keep(done.restore, done.site, done.restorePoint, done.safetyRestorePoint, now);
        takenBack.close(done.site, now);
    }
}
