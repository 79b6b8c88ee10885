package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;

/**
 * A site that is another customer's from now on: what the one before was warned of and has not acknowledged ends, and what was found about its
 * extensions is told anew to who has it now. Whose site it is, {@link org.gardefou.terms.site.Sites} knows by then: a late event hands nothing over.
 */
@ApplicationScoped
class HandOver implements Listener {

    private final RiskNotices notices;
    private final SecurityStore findings;
    private final Lapsing lapsing;
    private final Clock clock;

    HandOver(RiskNotices notices, SecurityStore findings, Lapsing lapsing, Clock clock) {
        this.notices = notices;
        this.findings = findings;
        this.lapsing = lapsing;
        this.clock = clock;
    }

    /** What is used of {@code site.registered} and {@code site.moved}. */
    record Told(UUID site) {}

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("site.registered", "site.moved"), Told.class, this::told);
    }

    private void told(BusEvent<Told> event) {
        UUID site = event.data().site();
        Instant now = clock.instant();
        // Who reports findings at this moment has told them to the customer before, or will ask whose the site is.
        findings.lock(site);
        List<RiskNotice> former = notices.ofFormerCustomers(site);
        former.forEach(notice -> lapsing.expire(notice, RiskNotice.Expiry.HANDED_OVER, now));
        notices.writeNow(former);
        findings.forgetFormer(site, now);
    }
}
