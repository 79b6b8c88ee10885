package org.gardefou.kit.deadletter;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.gardefou.kit.inbox.BusConfig;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.inbox.DeadLetterOffice;
import org.gardefou.kit.inbox.Dispatcher;
import org.gardefou.kit.inbox.Inbox;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.outbox.OutboxRow;
import org.gardefou.kit.outbox.RefusedEvents;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jboss.logging.Logger;

/**
 * Events that could not go their way. For one that came, a row for the operator and a record on {@code <topic>.dlq.<service>} are
 * written in one transaction; the id is not in the inbox, so that a replay can have its effect. One that the broker refuses
 * leaves the outbox in the transaction that writes its row.
 */
@ApplicationScoped
public class DeadLetters implements PanacheRepositoryBase<DeadLetter, UUID>, DeadLetterOffice, RefusedEvents {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int LONGEST_REASON = 2000;
    private static final String COPIES = ".dlq.";

    private static final Keyset KEYS = Keyset.oldestFirst("buriedAt", "id");

    private final Outbox outbox;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final ObjectMapper json;
    private final Clock clock;
    private final String copies;

    DeadLetters(Outbox outbox, Inbox inbox, Dispatcher dispatcher, ObjectMapper json, Clock clock, BusConfig config) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.json = json;
        this.clock = clock;
        this.copies = COPIES + config.group();
    }

    @Override
    @Transactional(MANDATORY)
    public void bury(BusRecord event, String reader, Throwable why, int attempts) {
        bury(Letter.of(event), reader, reason(why), attempts);
    }

    @Override
    @Transactional(MANDATORY)
    public void buryUnreadable(ConsumerRecord<String, byte[]> raw, UUID id, String reader, Throwable why) {
        bury(Letter.unreadable(raw, id), reader, reason(why), 1);
    }

    @Override
    @Transactional(MANDATORY)
    public Set<UUID> buried(Collection<UUID> ids) {
        return new HashSet<>(getEntityManager()
                .createQuery("select id from DeadLetter where id in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultList());
    }

    @Override
    @Transactional(MANDATORY)
    public void keep(OutboxRow event, Throwable why) {
        if (event.topic().endsWith(copies)) {
            LOG.warnf("The copy of a dead letter cannot be published to %s; its row is what remains", event.topic());
            return;
        }
        String reason = reason(why);
        findByIdOptional(event.id())
                .ifPresentOrElse(
                        letter -> letter.failedAgain(reason),
                        () -> persist(new DeadLetter(Letter.of(event), reason, 1, clock.instant())));
    }

    /**
     * Sends a dead letter on its way again, in the caller's transaction: effect, inbox and the mark on the letter together.
     *
     * @return whether something was done now; false when it had been before, by a replay or by a redelivery
     * @throws NotReplayable for what is no event
     * @throws RuntimeException what the listener throws; the letter then stays as it is
     */
    @Transactional(MANDATORY)
    public boolean replay(UUID id) {
        DeadLetter letter = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (letter == null || !letter.open()) return false;
        boolean done =
                switch (letter.kind()) {
                    case UNREADABLE -> throw new NotReplayable();
                    case UNHANDLED -> handleAgain(letter);
                    case REFUSED -> {
                        letter.publishAgain(outbox);
                        yield true;
                    }
                };
        letter.replayed(clock.instant());
        return done;
    }

    /** Marks a dead letter as one about which nothing is to be done; returns false when it no longer waits. */
    @Transactional(MANDATORY)
    public boolean discard(UUID id) {
        DeadLetter letter = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (letter == null || !letter.open()) return false;
        letter.discarded(clock.instant());
        return true;
    }

    /** The letters that wait, or all, oldest first. */
    public Page<DeadLetter> page(boolean all, PageRequest request) {
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
        String which = all ? "" : " and replayedAt is null and discardedAt is null";
        List<DeadLetter> rows = find(behind.hql() + which + KEYS.orderBy(), behind.parameters())
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, letter -> Cursor.after(letter.buriedAt(), letter.id()));
    }

    /** What is no event cannot be sent on its way. */
    public static final class NotReplayable extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean handleAgain(DeadLetter letter) {
        boolean fresh = isNew(letter.id());
        if (fresh) dispatcher.dispatch(letter.event());
        return fresh;
    }

    private boolean isNew(UUID id) {
        try {
            return !inbox.addNew(List.of(id)).isEmpty();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private void bury(Letter letter, String reader, String reason, int attempts) {
        if (findByIdOptional(letter.id()).isPresent()) return;
        persist(new DeadLetter(letter, reason, attempts, clock.instant()));
        outbox.forward(
                letter.topic() + COPIES + reader,
                letter.key() == null ? "" : letter.key(),
                letter.type(),
                headers(letter, reason, attempts),
                letter.value());
    }

    private String headers(Letter letter, String reason, int attempts) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_id", letter.id().toString());
        if (letter.source() != null) headers.put("ce_source", letter.source());
        if (letter.time() != null) headers.put("ce_time", letter.time().toString());
        if (letter.trace() != null) headers.put("traceparent", letter.trace());
        headers.put("dlq-reason", reason);
        headers.put("dlq-attempts", Integer.toString(attempts));
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(Throwable why) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (!reason.isEmpty()) reason.append(" ← ");
            reason.append(cause.getClass().getSimpleName()).append(": ").append(cause.getMessage());
            if (cause.getCause() == cause) break;
        }
        String text = reason.toString().replace('\0', '\uFFFD');
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }
}
