package org.gardefou.terms.clause;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
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

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Set<Level> levels;

    private int edition;

    @JdbcTypeCode(SqlTypes.JSON)
    private Name title;

    @JdbcTypeCode(SqlTypes.JSON)
    private Text text;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Effect> effects;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Clause() {}

    Clause(UUID id, ClauseText words, int edition, Instant now) {
        this.id = id;
        this.code = words.code();
        this.audience = words.audience();
        this.levels = words.levels();
        this.edition = edition;
        this.title = words.title();
        this.text = words.text();
        this.effects = words.effects();
        this.createdAt = now;
    }

    /** Whether it may stand in a document for these readers: it speaks to everybody, or to them. */
    public boolean speaksTo(Audience readers) {
        return audience == null || audience == readers;
    }

    /** Whether it may stand in the terms of such a plan: it is for all, or for that level. */
    public boolean fits(Level level) {
        return levels == null || levels.contains(level);
    }

    /** Without a number and a time: what was written. */
    ClauseText words() {
        return new ClauseText(code, audience, levels, title, text, effects);
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

    /** What it does in law, as its author declared. */
    public List<Effect> effects() {
        return effects;
    }

    @Nullable Set<Level> levels() {
        return levels;
    }

    @Nullable Audience audience() {
        return audience;
    }

    Instant createdAt() {
        return createdAt;
    }
}
