package org.gardefou.terms.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;

/** Says to each contract that a version comes, and keeps whether it reached the customer. */
@ApplicationScoped
class Announcements {

    private final ChangeNotices notices;
    private final Outbox outbox;
    private final Ledger ledger;
    private final jakarta.enterprise.event.Event<ChangeAnnounced> announced;
    private final Clock clock;

    Announcements(
            ChangeNotices notices,
            Outbox outbox,
            Ledger ledger,
            jakarta.enterprise.event.Event<ChangeAnnounced> announced,
            Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.ledger = ledger;
        this.announced = announced;
        this.clock = clock;
    }

    /** Makes the notice of a version to a contract, and has the customer told; of what changes the form only, nobody is told. */
    ChangeNotice announce(Contract contract, Edition edition) {
        Verdict verdict = edition.changes();
        if (verdict == null)
            throw new IllegalStateException("Version " + edition.id() + " follows no other: there is nothing to tell");
        Instant now = clock.instant();
        ChangeNotice notice = new ChangeNotice(
                Ids.next(),
                new ChangeNotice.Addressee(contract.id(), contract.customer(), contract.site()),
                ChangeNotice.Coming.of(edition),
                verdict,
                now);
        notices.persist(notice);
        if (verdict.changeClass() != ChangeClass.EDITORIAL) {
            tell(contract, notice.view(), now);
            announced.fire(new ChangeAnnounced(Telling.of(notice), contract.locale()));
        }
        return notice;
    }

    private void tell(Contract contract, ChangeNoticeView notice, Instant now) {
        outbox.add(Event.of(
                ChangeEvents.TOPIC,
                ChangeEvents.ANNOUNCED,
                notice.site(),
                new ChangeEvents.Announced(
                        notice.id(),
                        notice.contract(),
                        notice.site(),
                        notice.customer(),
                        notice.document(),
                        notice.version(),
                        notice.previous(),
                        contract.locale(),
                        notice.changeClass(),
                        notice.consent(),
                        notice.notice(),
                        notice.exitDays(),
                        notice.effectiveFrom(),
                        now)));
        Map<String, Object> data = about(notice);
        data.put("changeClass", notice.changeClass());
        data.put("effectiveFrom", notice.effectiveFrom());
        if (notice.exitDays() != null) data.put("exitDays", notice.exitDays());
        ledger.append(new Fact(ChangeEvents.ANNOUNCED, now, notice.site(), notice.customer(), data));
    }

    /**
     * The notice reached the customer; reported again, it changes nothing.
     *
     * @param evidenceSha256 of what was sent, or of the proof that it arrived
     */
    void delivered(ChangeNotice notice, ChangeNotice.Channel channel, String evidenceSha256, Instant at) {
        if (!notice.delivered(channel, evidenceSha256, at)) return;
        notices.flush();
        ChangeNoticeView view = notice.view();
        outbox.add(Event.of(
                ChangeEvents.TOPIC,
                ChangeEvents.DELIVERED,
                view.site(),
                new ChangeEvents.Delivered(
                        view.id(),
                        view.contract(),
                        view.site(),
                        view.customer(),
                        view.version(),
                        channel.name(),
                        view.bindsFrom(),
                        view.exitUntil(),
                        at)));
        Map<String, Object> data = about(view);
        data.put("channel", channel);
        data.put("evidenceSha256", evidenceSha256);
        if (view.bindsFrom() != null) data.put("bindsFrom", view.bindsFrom());
        if (view.exitUntil() != null) data.put("exitUntil", view.exitUntil());
        ledger.append(new Fact(ChangeEvents.DELIVERED, at, view.site(), view.customer(), data));
    }

    /** What every entry about a notice names. */
    static Map<String, Object> about(ChangeNoticeView notice) {
        return new TreeMap<>(Map.of("notice", notice.id(), "contract", notice.contract(), "version", notice.version()));
    }
}
