package org.gardefou.kit.deadletter;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** One event that could not go its way, with the reason. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String topic;

    @Nullable private String key;

    private String type;

    @Nullable private String source;

    @Nullable private Instant time;

    @Nullable private String trace;

    @Nullable private String headers;

    private String value;
    private String reason;
    private int attempts;
    private Instant buriedAt;

    @Nullable private Instant replayedAt;

    @Nullable private Instant discardedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected DeadLetter() {}

    DeadLetter(Letter letter, String reason, int attempts, Instant buriedAt) {
        this.id = letter.id();
        this.kind = letter.kind();
        this.topic = letter.topic();
        this.key = letter.key();
        this.type = letter.type();
        this.source = letter.source();
        this.time = letter.time();
        this.trace = letter.trace();
        this.headers = letter.headers();
        this.value = letter.value();
        this.reason = reason;
        this.attempts = attempts;
        this.buriedAt = buriedAt;
    }

    /** It went its way after all, by an operator's replay. */
    void replayed(Instant when) {
        replayedAt = when;
    }

    /** An operator has decided that nothing is to be done about it. */
    void discarded(Instant when) {
        discardedAt = when;
    }

    /** It was replayed, and failed once more. */
    void failedAgain(String why) {
        replayedAt = null;
        reason = why;
        attempts++;
    }

    /** Whether it waits for an operator. */
    boolean open() {
        return replayedAt == null && discardedAt == null;
    }

    /** The event as it came. */
    BusRecord event() {
        return new BusRecord(topic, key, id, type, source, happenedAt(), trace, value.getBytes(StandardCharsets.UTF_8));
    }

    void publishAgain(Outbox outbox) {
        outbox.addAgain(
                id, topic, key == null ? "" : key, type, happenedAt(), trace == null ? "" : trace, headers, value);
    }

    /** Those that were buried before their time was kept have only that of their burial. */
    private Instant happenedAt() {
        return time == null ? buriedAt : time;
    }

    public UUID id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String topic() {
        return topic;
    }

    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    public String type() {
        return type;
    }

    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    public String value() {
        return value;
    }

    public String reason() {
        return reason;
    }

    public int attempts() {
        return attempts;
    }

    public Instant buriedAt() {
        return buriedAt;
    }

    public Optional<Instant> replayedAt() {
        return Optional.ofNullable(replayedAt);
    }

    public Optional<Instant> discardedAt() {
        return Optional.ofNullable(discardedAt);
    }
}
