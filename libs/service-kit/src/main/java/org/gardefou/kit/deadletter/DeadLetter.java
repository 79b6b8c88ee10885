package org.gardefou.kit.deadletter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusRecord;
import org.jspecify.annotations.Nullable;

/** One event that could not be handled, with the reason. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter {

    @Id
    private UUID id;

    private String topic;

    @Nullable private String key;

    private String type;
    private String value;
    private String reason;
    private int attempts;

    @Column(name = "buried_at")
    private Instant buriedAt;

    @Column(name = "replayed_at")
    @Nullable private Instant replayedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected DeadLetter() {}

    DeadLetter(
            UUID id,
            String topic,
            @Nullable String key,
            String type,
            String value,
            String reason,
            int attempts,
            Instant buriedAt) {
        this.id = id;
        this.topic = topic;
        this.key = key;
        this.type = type;
        this.value = value;
        this.reason = reason;
        this.attempts = attempts;
        this.buriedAt = buriedAt;
    }

    /** It was handled after all, by an operator's replay. */
    void replayed(Instant when) {
        replayedAt = when;
    }

    /** The event as it came; its time is that of its burial, because what came may have had none. */
    BusRecord event() {
        return new BusRecord(topic, key, id, type, buriedAt, null, value.getBytes(StandardCharsets.UTF_8));
    }

    public UUID id() {
        return id;
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
}
