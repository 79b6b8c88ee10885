package org.gardefou.terms.risknotice;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what is found about the extensions of a site, whoever finds it: a report over HTTP, the report of a change, and any event that tells of
 * insecure extensions, whose listener calls {@link #report}. Findings of a site that come together make one notice; the same finding is told
 * once for as long as it stands; a notice of which no finding stands any more expires.
 */
@ApplicationScoped
class SecurityDesk {

    private final SecurityStore store;
    private final NoticeWriter writer;
    private final SecurityComposer composer;
    private final RiskNotices notices;
    private final Lapsing lapsing;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    SecurityDesk(
            SecurityStore store,
            NoticeWriter writer,
            SecurityWords security,
            Words words,
            Risks risks,
            Matrix matrix,
            RiskNotices notices,
            Lapsing lapsing,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.composer = new SecurityComposer(security, new Composer(words, risks, matrix), matrix);
        this.notices = notices;
        this.lapsing = lapsing;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What became of a report. */
    enum Outcome {
        /** It raised a notice. */
        RAISED,
        /** It joined the notice of other findings. */
        JOINED,
        /** All of it stands already. */
        KNOWN
    }

    /** @param notice that tells of it */
    record Receipt(Outcome outcome, UUID notice) {}

    /** Whoever writes about the findings of this site waits from now on until the transaction ends: whose site it is stays so meanwhile. */
    @Transactional(MANDATORY)
    void hold(UUID site) {
        store.lock(site);
    }

    /** Tells the site's customer of these findings, of which there is one at least. */
    @Transactional(MANDATORY)
    Receipt report(UUID site, UUID customer, List<SecurityFact> found) {
        Instant now = clock.instant();
        store.lock(site);
        SecurityStore.Open open = store.open(site, customer, now);
        UUID notice = open == null ? Ids.next() : open.notice();
        List<SecurityFact> fresh = found.stream()
                .filter(fact -> store.add(Ids.next(), site, customer, notice, fact, now))
                .toList();
        if (fresh.isEmpty()) return new Receipt(Outcome.KNOWN, store.noticeOf(site, customer, found.getFirst()));
        List<SecurityFact> standing = composer.ordered(store.standing(notice));
        NoticeWriter.Standing known = writer.look(site, customer, now, SecurityStore.GROUPING);
        Composer.Composed composed = composer.compose(standing, known.cover(), known.lastGood(), now);
        if (open == null) store.raise(notice, site, customer, standing, known, composed, now);
        else store.extend(notice, standing, known, composed, now);
        String type = open == null ? NoticeEvents.SECURITY_RAISED : NoticeEvents.SECURITY_EXTENDED;
        tell(type, notice, site, customer, composer.ordered(fresh), standing.size(), known, composed, now);
        return new Receipt(open == null ? Outcome.RAISED : Outcome.JOINED, notice);
    }

    /**
     * An extension has another version now, or is gone: what was found about it and does not hold any more is over.
     *
     * @param version it has now; null when it was removed
     */
    @Transactional(MANDATORY)
    void changed(UUID site, SecurityFact.Extension kind, String extension, @Nullable String version) {
        Instant now = clock.instant();
        store.lock(site);
        List<UUID> emptied = store.clear(site, kind, SecurityFact.key(extension), version, now);
        List<RiskNotice> over = notices.lockedOf(emptied);
        over.forEach(notice -> lapsing.expire(notice, RiskNotice.Expiry.RESOLVED, now));
        notices.writeNow(over);
    }

    private void tell(
            String type,
            UUID notice,
            UUID site,
            UUID customer,
            List<SecurityFact> fresh,
            int count,
            NoticeWriter.Standing known,
            Composer.Composed composed,
            Instant now) {
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                type,
                site,
                new NoticeEvents.Security(
                        notice,
                        site,
                        customer,
                        composed.risk(),
                        fresh,
                        count,
                        composed.language().tag(),
                        new NoticeEvents.ClauseRef(composed.clause(), composed.version()),
                        composed.help(),
                        NoticeEvents.LastGood.of(known.lastGood()),
                        now)));
        Map<String, Object> data = new TreeMap<>();
        data.put("notice", notice);
        data.put("level", composed.risk());
        data.put("clause", composed.clause());
        data.put("help", composed.help());
        data.put("facts", fresh.stream().map(SecurityDesk::proven).toList());
        if (composed.version() != null) data.put("version", composed.version());
        ledger.append(new Fact(type, now, site, customer, data));
    }

    /** Names come from outside, and what is in the ledger stays there: so it has a hash of which extension it was. */
    private static Map<String, Object> proven(SecurityFact fact) {
        return new TreeMap<>(Map.of(
                "fact",
                fact.fact(),
                "severity",
                fact.severity(),
                "extensionSha256",
                sha256(fact.kind() + "\n" + fact.extension() + "\n" + fact.version())));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
