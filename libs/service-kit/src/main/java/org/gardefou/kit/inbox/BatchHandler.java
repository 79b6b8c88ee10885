package org.gardefou.kit.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Turns polled records into effects: the whole batch in one transaction, and when that fails each record alone, so that one bad
 * event costs the others nothing but time. What keeps failing becomes a dead letter, unless the database itself is away.
 */
@ApplicationScoped
public class BatchHandler {

    private static final Logger LOG = Logger.getLogger(BatchHandler.class);

    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final DeadLetterOffice deadLetters;
    private final BusConfig config;

    BatchHandler(Inbox inbox, Dispatcher dispatcher, DeadLetterOffice deadLetters, BusConfig config) {
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.deadLetters = deadLetters;
        this.config = config;
    }

    /**
     * Handles the records in their order. When it returns, each has had its effect, was known, was nobody's, or is a dead letter.
     *
     * @throws Outage when the database is away: nothing of what was not committed has happened
     */
    @ActivateRequestContext
    public void handle(Iterable<ConsumerRecord<String, byte[]>> polled) throws InterruptedException {
        List<BusRecord> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> raw : polled) {
            try {
                BusRecord event = BusRecord.of(raw);
                if (dispatcher.wanted(event.type())) events.add(event);
            } catch (BusRecord.Unreadable e) {
                bury(raw, e);
            }
        }
        if (events.isEmpty()) return;
        try {
            apply(events);
        } catch (RuntimeException e) {
            if (Outage.causes(e)) throw new Outage(e);
            LOG.debugf(e, "A batch of %d events failed and is repeated one by one", events.size());
            oneByOne(events);
        }
    }

    private void apply(List<BusRecord> events) {
        QuarkusTransaction.requiringNew().run(() -> {
            Set<UUID> fresh = record(events);
            for (BusRecord event : events) if (fresh.remove(event.id())) dispatcher.dispatch(event);
        });
    }

    private Set<UUID> record(List<BusRecord> events) {
        try {
            return inbox.addNew(events.stream().map(BusRecord::id).toList());
        } catch (SQLException e) {
            throw new jakarta.persistence.PersistenceException(e);
        }
    }

    /**
     * What has become a dead letter in an earlier reading of these records is not tried again: so the reading gets on, however many
     * events fail and however often it is interrupted.
     */
    private void oneByOne(List<BusRecord> events) throws InterruptedException {
        Set<UUID> buried = buried(events);
        for (BusRecord event : events) if (!buried.contains(event.id())) applyAlone(event);
    }

    private Set<UUID> buried(List<BusRecord> events) {
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> deadLetters.buried(
                            events.stream().map(BusRecord::id).toList()));
        } catch (RuntimeException e) {
            throw new Outage(e);
        }
    }

    private void applyAlone(BusRecord event) throws InterruptedException {
        long pause = config.backoff().toMillis();
        for (int attempt = 1; ; attempt++) {
            try {
                apply(List.of(event));
                return;
            } catch (RuntimeException e) {
                if (Outage.causes(e)) throw new Outage(e);
                if (attempt >= config.attempts() || causedBy(e, BusRecord.Unreadable.class)) {
                    bury(event, e, attempt);
                    return;
                }
            }
            Thread.sleep(pause);
            pause *= 2;
        }
    }

    private void bury(BusRecord event, RuntimeException why, int attempts) {
        LOG.errorf(why, "Event %s (%s) becomes a dead letter after %d attempts", event.id(), event.type(), attempts);
        bury(() -> deadLetters.bury(event, config.group(), why, attempts));
    }

    private void bury(ConsumerRecord<String, byte[]> raw, BusRecord.Unreadable why) {
        LOG.errorf(
                "A record of %s at %d is no event and becomes a dead letter: %s",
                raw.topic(), raw.offset(), why.getMessage());
        bury(() -> deadLetters.buryUnreadable(raw, BusRecord.idOfPosition(raw), config.group(), why));
    }

    private static void bury(Runnable burial) {
        try {
            // An event that can be neither handled nor buried holds its partition: going on would lose it.
            QuarkusTransaction.requiringNew().run(burial);
        } catch (RuntimeException e) {
            throw new Outage(e);
        }
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (type.isInstance(cause)) return true;
        return false;
    }
}
