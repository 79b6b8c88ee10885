package org.gardefou.terms.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.language.Name;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A hosting offer. What it promises may change; what was published, and is contracted by it, keeps the promises of its day. */
@Entity
@Table(name = "plan")
public class Plan {

    @Id
    private UUID id;

    private String code;

    @Enumerated(EnumType.STRING)
    private Level level;

    @JdbcTypeCode(SqlTypes.JSON)
    private Name name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Promises promises;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Plan() {}

    Plan(UUID id, String code, Level level, Name name, Promises promises, Instant now) {
        this.id = id;
        this.code = code;
        this.level = level;
        this.name = name;
        this.promises = promises;
        this.createdAt = now;
        this.changedAt = now;
    }

    void change(Level newLevel, Name newName, Promises newPromises, Instant now) {
        level = newLevel;
        name = newName;
        promises = newPromises;
        changedAt = now;
    }

    public UUID id() {
        return id;
    }

    public String code() {
        return code;
    }

    public Level level() {
        return level;
    }

    public Name name() {
        return name;
    }

    public Promises promises() {
        return promises;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    long version() {
        return version;
    }
}
