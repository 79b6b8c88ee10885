package org.gardefou.kit.notes;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@NullUnmarked // Hibernate fills it
class Note {

    enum Color {
        RED,
        GREEN
    }

    @Id
    private UUID id;

    @Version
    private long version;

    private UUID customer;
    private UUID connection;
    private String title;
    private int stars;

    @Enumerated(EnumType.STRING)
    private Color color;

    private Instant due;
    private Instant createdAt;

    /** For Hibernate. */
    Note() {}

    Note(UUID id, @Nullable UUID customer, @Nullable UUID connection, Instant createdAt) {
        this.id = id;
        this.customer = customer;
        this.connection = connection;
        this.createdAt = createdAt;
    }

    void write(String title, int stars, Color color, @Nullable Instant due) {
        this.title = title;
        this.stars = stars;
        this.color = color;
        this.due = due;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    NoteView view() {
        return new NoteView(id, customer, connection, title, stars, color, due, createdAt);
    }
}
