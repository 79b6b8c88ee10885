package org.gardefou.support.coverage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.coverage.CoverageRuleSet.Decided;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What was decided, from which facts, by which rules. It never changes; a later decision names the one it replaces. */
@Entity
@Immutable
@Table(name = "coverage_decision")
public class CoverageDecision {

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID caseId;

    private UUID site;

    @Nullable private UUID customer;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Reason> reasons;

    @JdbcTypeCode(SqlTypes.JSON)
    private CoverageFacts facts;

    @Column(name = "facts_sha256")
    private String factsSha256;

    @Column(name = "rule_set")
    private String ruleSet;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> rules;

    @Nullable private UUID supersedes;

    @Column(name = "decided_at")
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CoverageDecision() {}

    CoverageDecision(
            UUID id,
            UUID caseId,
            HostedSite site,
            CoverageFacts facts,
            String factsSha256,
            CoverageTable table,
            @Nullable UUID supersedes,
            Instant decidedAt) {
        Decided decided = table.decide(facts);
        this.id = id;
        this.caseId = caseId;
        this.site = site.site();
        this.customer = site.customer().orElse(null);
        this.outcome = decided.verdict().outcome();
        this.reasons = decided.verdict().reasons();
        this.facts = facts;
        this.factsSha256 = factsSha256;
        this.ruleSet = table.version();
        this.rules = decided.rules();
        this.supersedes = supersedes;
        this.decidedAt = decidedAt;
    }

    public UUID id() {
        return id;
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID site() {
        return site;
    }

    public Optional<UUID> customer() {
        return Optional.ofNullable(customer);
    }

    /** Whether it already belongs to whoever owns the site now; a site may become known after its trouble. */
    boolean belongsToOwnerOf(HostedSite known) {
        return Objects.equals(customer, known.customer().orElse(null));
    }

    public Outcome outcome() {
        return outcome;
    }

    public List<Reason> reasons() {
        return reasons;
    }

    public CoverageFacts facts() {
        return facts;
    }

    /** SHA-256 of the facts in canonical JSON (RFC 8785), hex. */
    public String factsSha256() {
        return factsSha256;
    }

    public String ruleSet() {
        return ruleSet;
    }

    /** By which of the rules: the one that fitted first, and the one that corrected it. */
    public List<String> rules() {
        return rules;
    }

    public Optional<UUID> supersedes() {
        return Optional.ofNullable(supersedes);
    }

    public Instant decidedAt() {
        return decidedAt;
    }
}
