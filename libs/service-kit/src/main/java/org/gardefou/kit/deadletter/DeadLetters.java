package org.gardefou.kit.deadletter;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.inbox.DeadLetterOffice;
import org.gardefou.kit.inbox.Dispatcher;
import org.gardefou.kit.inbox.Inbox;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/**
 * Events that could not be handled. A row for the operator and a record on {@code <topic>.dlq.<service>} are written in one
 * transaction; the id is not in the inbox, so that a replay can have its effect.
 */
@ApplicationScoped
public class DeadLetters implements PanacheRepositoryBase<DeadLetter, UUID>, DeadLetterOffice {

    private static final int LONGEST_REASON = 2000;

    private static final Keyset KEYS = Keyset.oldestFirst("buriedAt", "id");

    private final Outbox outbox;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final ObjectMapper json;
    private final Clock clock;

    DeadLetters(Outbox outbox, Inbox inbox, Dispatcher dispatcher, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional(MANDATORY)
    public void bury(BusRecord event, String reader, Throwable why, int attempts) {
        keep(event.id(), event.topic(), event.key(), event.type(), event.value(), reader, reason(why), attempts);
    }

    @Override
    @Transactional(MANDATORY)
    public void buryUnreadable(ConsumerRecord<String, byte[]> raw, UUID id, String reader, Throwable why) {
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        keep(id, raw.topic(), raw.key(), "unknown", value, reader, reason(why), 1);
    }

    /**
     * Handles a dead letter again, in the caller's transaction: effect, inbox and the mark on the letter together.
     *
     * @return whether it was handled now; false when it had been before, by a replay or by a redelivery
     * @throws RuntimeException what the listener throws; the letter then stays as it is
     */
    @Transactional(MANDATORY)
    public boolean replay(UUID id) {
        DeadLetter letter = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (letter == null || letter.replayedAt().isPresent()) return false;
        boolean fresh = isNew(id);
        if (fresh) dispatcher.dispatch(letter.event());
        letter.replayed(clock.instant());
        return fresh;
    }

    private boolean isNew(UUID id) {
        try {
            return !inbox.addNew(List.of(id)).isEmpty();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The letters that wait, or all, oldest first. */
    public Page<DeadLetter> page(boolean all, PageRequest request) {
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
        String which = all ? "" : " and replayedAt is null";
        List<DeadLetter> rows = find(behind.hql() + which + KEYS.orderBy(), behind.parameters())
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, letter -> Cursor.after(letter.buriedAt(), letter.id()));
    }

    private void keep(
            UUID id,
            String topic,
            @org.jspecify.annotations.Nullable String key,
            String type,
            byte[] value,
            String reader,
            String reason,
            int attempts) {
        if (findByIdOptional(id).isPresent()) return;
        // PostgreSQL's text has no NUL; such a record is kept readable rather than not at all.
        String text = new String(value, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        String readableKey = key == null ? null : key.replace('\0', '\uFFFD');
        persist(new DeadLetter(id, topic, readableKey, type, text, reason, attempts, clock.instant()));
        outbox.forward(
                topic + ".dlq." + reader,
                readableKey == null ? "" : readableKey,
                type,
                headers(id, reason, attempts),
                text);
    }

    private String headers(UUID id, String reason, int attempts) {
        try {
            return json.writeValueAsString(
                    Map.of("ce_id", id.toString(), "dlq-reason", reason, "dlq-attempts", Integer.toString(attempts)));
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
