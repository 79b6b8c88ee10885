package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.site.Site;
import org.gardefou.terms.site.Sites;
import org.jspecify.annotations.Nullable;

/** What becomes of a notice that nobody acknowledges: it is told of again, and at last it expires. Each is told and proven. */
@ApplicationScoped
class Lapsing {

    private final Sites sites;
    private final SecurityStore findings;
    private final Outbox outbox;
    private final Ledger ledger;
    private final NoticeConfig config;

    Lapsing(Sites sites, SecurityStore findings, Outbox outbox, Ledger ledger, NoticeConfig config) {
        this.sites = sites;
        this.findings = findings;
        this.outbox = outbox;
        this.ledger = ledger;
        this.config = config;
    }

    /** Does with a notice, which is locked, what its time has come for. */
    void meet(RiskNotice notice, Instant now) {
        Site site = sites.findById(notice.site());
        if (site != null && site.removed()) {
            expire(notice, RiskNotice.Expiry.SITE_REMOVED, now);
            if (notice.kind() == NoticeKind.SECURITY) findings.forget(notice.id(), now);
        } else if (site != null && !site.customer().equals(notice.customer())) {
            expire(notice, RiskNotice.Expiry.HANDED_OVER, now);
            if (notice.kind() == NoticeKind.SECURITY) findings.forget(notice.id(), now);
        } else if (notice.outlived(now)) expire(notice, RiskNotice.Expiry.TIME, now);
        else if (notice.forgotten(config.reminders())) remind(notice, now);
        else notice.await();
    }

    /** Closes a notice, if it still waits for its reader. */
    void expire(RiskNotice notice, RiskNotice.Expiry why, Instant now) {
        if (!notice.expire(why, now)) return;
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                notice.kind().told(NoticeEvents.EXPIRED),
                notice.site(),
                new NoticeEvents.Expired(notice.id(), notice.site(), notice.customer(), why, now)));
        ledger.append(new Fact(
                notice.kind().told(NoticeEvents.EXPIRED),
                now,
                notice.site(),
                notice.customer(),
                Map.of("notice", notice.id(), "reason", why)));
    }

    private void remind(RiskNotice notice, Instant now) {
        notice.remind(next(notice, now));
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                notice.kind().told(NoticeEvents.REMINDED),
                notice.site(),
                new NoticeEvents.Reminded(
                        notice.id(), notice.site(), notice.customer(), notice.level(), notice.reminded(), now)));
        ledger.append(new Fact(
                notice.kind().told(NoticeEvents.REMINDED),
                now,
                notice.site(),
                notice.customer(),
                Map.of("notice", notice.id(), "number", notice.reminded())));
    }

    /** When to tell of it once more, after the reminder that is made now; null when that was the last one. */
    private @Nullable Instant next(RiskNotice notice, Instant now) {
        return notice.reminded() + 1 < config.reminders() ? now.plus(config.remindAfter()) : null;
    }
}
