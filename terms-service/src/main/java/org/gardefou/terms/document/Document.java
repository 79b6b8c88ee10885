package org.gardefou.terms.document;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Name;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The terms of a plan for an audience: what its versions are versions of. */
@Entity
@Immutable
@Table(name = "terms_document")
public class Document {

    @Id
    private UUID id;

    private UUID plan;

    @Enumerated(EnumType.STRING)
    private Audience audience;

    @JdbcTypeCode(SqlTypes.JSON)
    private Name name;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Document() {}

    Document(UUID id, UUID plan, Audience audience, Name name, Instant now) {
        this.id = id;
        this.plan = plan;
        this.audience = audience;
        this.name = name;
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }

    UUID plan() {
        return plan;
    }

    /** Whom the terms are written for. */
    public Audience audience() {
        return audience;
    }

    Name name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }
}
