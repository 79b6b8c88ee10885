package org.gardefou.support.coverage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Rules of the hoster's own: a draft until they count from some moment on. */
@Entity
@Table(name = "coverage_rule_set")
class KeptRuleSet {

    @Id
    private String version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(updatable = false)
    private CoverageRuleSet content;

    private String author;

    @Column(name = "created_at")
    private Instant createdAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private CoverageReplay.@Nullable Result replay;

    @Column(name = "effective_from")
    @Nullable private Instant effectiveFrom;

    @Version
    private long revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected KeptRuleSet() {}

    KeptRuleSet(CoverageRuleSet content, String author, Instant now) {
        this.version = content.version();
        this.content = content;
        this.author = author;
        this.createdAt = now;
    }

    void replayed(CoverageReplay.Result result) {
        replay = result;
    }

    void countsFrom(Instant moment) {
        effectiveFrom = moment;
    }

    String version() {
        return version;
    }

    CoverageRuleSet content() {
        return content;
    }

    String author() {
        return author;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** What it would have changed, when it was last tried. */
    Optional<CoverageReplay.Result> replay() {
        return Optional.ofNullable(replay);
    }

    /** From when it counts; of a draft nothing. */
    Optional<Instant> effectiveFrom() {
        return Optional.ofNullable(effectiveFrom);
    }

    long revision() {
        return revision;
    }
}
