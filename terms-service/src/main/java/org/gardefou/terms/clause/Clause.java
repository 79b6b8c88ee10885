package org.gardefou.terms.clause;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the terms (C01…C35). It is never edited: a better text is a new edition, and the documents that were made of
 * the old one keep it.
 */
@Entity
@Immutable
@Table(name = "clause")
public class Clause {

    @Id
    private UUID id;

    private String code;

    @Enumerated(EnumType.STRING)
    private @Nullable Audience audience;

    private int edition;

    @JdbcTypeCode(SqlTypes.JSON)
    private Name title;

    @JdbcTypeCode(SqlTypes.JSON)
    private Text text;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Clause() {}

    Clause(UUID id, String code, @Nullable Audience audience, int edition, Name title, Text text, Instant now) {
        this.id = id;
        this.code = code;
        this.audience = audience;
        this.edition = edition;
        this.title = title;
        this.text = text;
        this.createdAt = now;
    }

    /** Whether it may stand in a document for these readers: it speaks to everybody, or to them. */
    public boolean speaksTo(Audience readers) {
        return audience == null || audience == readers;
    }

    public UUID id() {
        return id;
    }

    public String code() {
        return code;
    }

    public int edition() {
        return edition;
    }

    public Name title() {
        return title;
    }

    public Text text() {
        return text;
    }

    @Nullable Audience audience() {
        return audience;
    }

    Instant createdAt() {
        return createdAt;
    }
}
