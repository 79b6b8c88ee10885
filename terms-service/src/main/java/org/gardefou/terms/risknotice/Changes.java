package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Raises one notice for each change of a site, as it comes in. The change says whose site it is, so a notice does not wait for
 * the site or its contract to be known here; it then says that no contract is known.
 */
@ApplicationScoped
class Changes implements Listener {

    private static final String PREFIX = "org.gardefou.";
    private static final int VERSION = ".v1".length();

    private final NoticeWriter writer;
    private final Composer composer;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    Changes(NoticeWriter writer, Words words, Matrix matrix, Outbox outbox, Ledger ledger, Clock clock) {
        this.writer = writer;
        this.composer = new Composer(words, matrix);
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Kind.types(), ChangeEvent.class, this::raise);
    }

    private void raise(BusEvent<ChangeEvent> event) {
        String type = event.type().substring(PREFIX.length(), event.type().length() - VERSION);
        ChangeEvent change = event.data();
        Kind kind = Kind.of(type);
        Instant now = clock.instant();
        NoticeWriter.Standing standing = writer.standing(change.site(), change.happenedAt());
        Composer.Composed composed = composer.compose(
                kind, change.objectName(), change.byHost(), standing.cover(), standing.lastGood(), now);
        UUID id = Ids.next();
        if (!writer.insert(id, type, change, kind, standing, composed, now)) return;
        tell(id, type, change, kind, standing, composed, now);
    }

    private void tell(
            UUID id,
            String type,
            ChangeEvent change,
            Kind kind,
            NoticeWriter.Standing standing,
            Composer.Composed composed,
            Instant now) {
        Composer.LastGood last = standing.lastGood();
        @Nullable UUID version = standing.cover() == null ? null : standing.cover().version();
        outbox.add(Event.of(
                NoticeEvents.TOPIC,
                NoticeEvents.RAISED,
                change.site(),
                new NoticeEvents.Raised(
                        id,
                        change.site(),
                        change.customer(),
                        change.change(),
                        type,
                        composed.risk(),
                        composed.language().tag(),
                        new NoticeEvents.ClauseRef(kind.clause(), version),
                        composed.help(),
                        last == null ? null : new NoticeEvents.LastGood(last.restorePoint(), last.takenAt()),
                        now)));
        Map<String, Object> data = new TreeMap<>();
        data.put("notice", id);
        data.put("change", change.change());
        data.put("level", composed.risk());
        data.put("clause", kind.clause());
        data.put("help", composed.help());
        if (version != null) data.put("version", version);
        if (last != null) data.put("lastGoodRestorePoint", last.restorePoint());
        ledger.append(new Fact(NoticeEvents.RAISED, now, change.site(), change.customer(), data));
    }
}
