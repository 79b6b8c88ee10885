package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * Raises a notice for a change of a site as it comes in, or lets the change join the open notice of similar ones. The change says whose site it is, so a
 * notice does not wait for the site or its contract to be known here; it then says that no contract is known.
 */
@ApplicationScoped
class Changes implements Listener {

    private static final String PREFIX = "org.gardefou.";
    private static final int VERSION = ".v1".length();

    /** Somebody else opens a notice between two statements of ours: once is rare, and then the notice is there. */
    private static final int ATTEMPTS = 5;

    private final NoticeWriter writer;
    private final Drafting drafting;
    private final SecurityDesk security;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Changes(NoticeWriter writer, Drafting drafting, SecurityDesk security, Outbox outbox, Ledger ledger, Clock clock) {
        this.writer = writer;
        this.drafting = drafting;
        this.security = security;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Kind.types(), ChangeEvent.class, this::take);
    }

    private void take(BusEvent<ChangeEvent> event) {
        Kind kind = Kind.of(event.type().substring(PREFIX.length(), event.type().length() - VERSION));
        ChangeEvent change = event.data();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (write(kind, change, clock.instant()) != NoticeWriter.Written.OVERTAKEN) return;
        }
        throw new PersistenceException("The notice of change " + change.change() + " was overtaken again and again");
    }

    private NoticeWriter.Written write(Kind kind, ChangeEvent change, Instant now) {
        String grouping = drafting.grouping(kind, change);
        NoticeWriter.Standing standing =
                writer.standing(change.site(), change.customer(), change.happenedAt(), grouping);
        Drafting.Draft draft = drafting.draft(kind, change, standing, now);
        NoticeWriter.Open joined = standing.joined();
        NoticeWriter.Written written;
        if (joined == null) {
            UUID id = Ids.next();
            written =
                    writer.raise(id, change, kind.type(), grouping, draft.gathered(), standing, draft.composed(), now);
            if (written == NoticeWriter.Written.DONE) tellRaised(id, kind, change, standing, draft.composed(), now);
        } else {
            written = writer.extend(joined, change, kind.type(), draft.gathered(), standing, draft.composed(), now);
            if (written == NoticeWriter.Written.DONE) tellExtended(joined, kind, change, standing, draft, now);
        }
        if (written == NoticeWriter.Written.DONE) secure(kind, change, standing);
        return written;
    }

    /** What the change says of the extension it is about: it may put right what was found before, or be found wanting itself. */
    private void secure(Kind kind, ChangeEvent change, NoticeWriter.Standing standing) {
        if (standing.insecure())
            SecurityFact.Extension.of(kind)
                    .ifPresent(extension ->
                            security.changed(change.site(), extension, change.objectName(), change.versionAfter(kind)));
        List<SecurityFact> found = SecurityFact.of(kind, change);
        if (found.isEmpty()) return;
        // What it found is there whosever the site is: who has it by now is told.
        UUID told = standing.successor() == null ? change.customer() : standing.successor();
        security.report(change.site(), told, found);
    }

    private void tellRaised(
            UUID id,
            Kind kind,
            ChangeEvent change,
            NoticeWriter.Standing standing,
            Composer.Composed composed,
            Instant now) {
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                NoticeEvents.RAISED,
                change.site(),
                new NoticeEvents.Raised(
                        id,
                        change.site(),
                        change.customer(),
                        change.change(),
                        kind.type(),
                        composed.risk(),
                        composed.language().tag(),
                        new NoticeEvents.ClauseRef(composed.clause(), composed.version()),
                        composed.help(),
                        NoticeEvents.LastGood.of(standing.lastGood()),
                        now)));
        ledger.append(new Fact(
                NoticeEvents.RAISED, now, change.site(), change.customer(), proven(id, change, standing, composed)));
    }

    private void tellExtended(
            NoticeWriter.Open joined,
            Kind kind,
            ChangeEvent change,
            NoticeWriter.Standing standing,
            Drafting.Draft draft,
            Instant now) {
        Composer.Composed composed = draft.composed();
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                NoticeEvents.EXTENDED,
                change.site(),
                new NoticeEvents.Extended(
                        joined.notice(),
                        change.site(),
                        change.customer(),
                        change.change(),
                        kind.type(),
                        draft.level(),
                        composed.risk(),
                        composed.risk() != joined.gathered().level(),
                        draft.gathered().count(),
                        composed.language().tag(),
                        new NoticeEvents.ClauseRef(composed.clause(), composed.version()),
                        composed.help(),
                        NoticeEvents.LastGood.of(standing.lastGood()),
                        now)));
        Map<String, Object> data = proven(joined.notice(), change, standing, composed);
        data.put("changeLevel", draft.level());
        data.put("changes", draft.gathered().count());
        ledger.append(new Fact(NoticeEvents.EXTENDED, now, change.site(), change.customer(), data));
    }

    private static Map<String, Object> proven(
            UUID id, ChangeEvent change, NoticeWriter.Standing standing, Composer.Composed composed) {
        Composer.LastGood last = standing.lastGood();
        @Nullable UUID version = composed.version();
        Map<String, Object> data = new TreeMap<>();
        data.put("notice", id);
        data.put("change", change.change());
        data.put("level", composed.risk());
        data.put("clause", composed.clause());
        data.put("help", composed.help());
        if (version != null) data.put("version", version);
        if (last != null) data.put("lastGoodRestorePoint", last.restorePoint());
        return data;
    }
}
