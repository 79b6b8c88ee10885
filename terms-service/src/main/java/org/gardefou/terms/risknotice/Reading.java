package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;

/** What follows when a notice reaches the customer and is acknowledged: each once for what it tells of then, told and proven. */
@ApplicationScoped
class Reading {

    private final RiskNotices notices;
    private final Outbox outbox;
    private final Ledger ledger;
    private final PersonalValues personal;
    private final NoticeConfig config;
    private final Clock clock;

    Reading(
            RiskNotices notices,
            Outbox outbox,
            Ledger ledger,
            PersonalValues personal,
            NoticeConfig config,
            Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.ledger = ledger;
        this.personal = personal;
        this.config = config;
        this.clock = clock;
    }

    /** The customer has it on the screen. */
    void shown(RiskNotice notice) {
        Instant now = clock.instant();
        if (!notice.deliver(RiskNotice.Channel.PORTAL, now, now.plus(config.remindAfter()))) return;
        notices.delivered(notice.id(), now);
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                notice.kind().told(NoticeEvents.DELIVERED),
                notice.site(),
                new NoticeEvents.Delivered(
                        notice.id(), notice.site(), notice.customer(), RiskNotice.Channel.PORTAL.name(), now)));
        ledger.append(new Fact(
                notice.kind().told(NoticeEvents.DELIVERED),
                now,
                notice.site(),
                notice.customer(),
                Map.of("notice", notice.id(), "channel", RiskNotice.Channel.PORTAL)));
    }

    /** The customer says that they have read it; they must have been shown it for that. */
    void acknowledged(RiskNotice notice, Acknowledger by) {
        shown(notice);
        Instant now = clock.instant();
        if (!notice.acknowledge(now)) return;
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                notice.kind().told(NoticeEvents.ACKNOWLEDGED),
                notice.site(),
                new NoticeEvents.Acknowledged(
                        notice.id(), notice.site(), notice.customer(), notice.change(), by.reference(), now)));
        Map<String, Object> data = new TreeMap<>();
        data.put("notice", notice.id());
        if (notice.change() != null) data.put("change", notice.change());
        data.put("role", by.role());
        if (notice.expired()) data.put("late", true);
        data.put("commitments", personal.keep(notice.id(), by.personal()));
        ledger.append(
                new Fact(notice.kind().told(NoticeEvents.ACKNOWLEDGED), now, notice.site(), notice.customer(), data));
    }
}
