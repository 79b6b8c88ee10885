package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets who was to act by links that nobody can use any longer, and later those links themselves, where nothing came of them. */
@ApplicationScoped
class LinkSweep implements RepeatedJob {

    /** Long enough to answer who asks why a link of last month did not work. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final PageLinks links;
    private final Clock clock;

    LinkSweep(PageLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "page-link-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    @Transactional
    public void run() {
        Instant now = clock.instant();
        links.update(
                "actorName = null, session = null, sentTo = null, email = null, madeBySubject = null where actorName is not null and expiresAt <= ?1",
                now);
        links.delete("acceptance is null and expiresAt < ?1", now.minus(KEPT));
    }
}
