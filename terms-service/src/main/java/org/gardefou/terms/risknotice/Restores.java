package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * A restore of all of a site that has come to its end has taken back what was changed in the site's files and database since its restore point: the warnings of that,
 * which nobody has acknowledged yet, are about nothing any more.
 */
@ApplicationScoped
class Restores implements Listener {

    private final RiskNotices notices;
    private final Lapsing lapsing;
    private final Sites sites;
    private final Clock clock;

    Restores(RiskNotices notices, Lapsing lapsing, Sites sites, Clock clock) {
        this.notices = notices;
        this.lapsing = lapsing;
        this.sites = sites;
        this.clock = clock;
    }

    /** What is used of {@code restore.completed}. */
    record Completed(
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
        if (!done.whole()) return;
        Instant now = clock.instant();
        // What was changed after the site was saved and before it was exchanged is in neither: such a warning stays.
        Optional<Instant> from = sites.savedAt(done.restorePoint);
        Optional<Instant> until = Optional.ofNullable(done.safetyRestorePoint).flatMap(sites::savedAt);
        if (from.isEmpty() || until.isEmpty()) return;
        List<RiskNotice> undone = notices.awaiting(done.site, from.get(), until.get()).stream()
                .filter(RiskNotice::restorable)
                .toList();
        undone.forEach(notice -> lapsing.expire(notice, RiskNotice.Expiry.UNDONE, now));
        notices.writeNow(undone);
    }
}
