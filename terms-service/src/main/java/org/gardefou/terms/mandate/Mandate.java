package org.gardefou.terms.mandate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer lets another one, a reseller or an agency, act for it (Code civil, art. 1984 and following). */
@Entity
@Table(name = "mandate")
public class Mandate {

    /** What may be done for the customer. */
    public enum Scope {
        /** Accepting the terms. */
        ACCEPT_TERMS,
        /** Leaving a contract because its terms change. */
        DECLARE_EXIT
    }

    @Id
    private UUID id;

    private UUID agent;
    private UUID principal;

    @JdbcTypeCode(SqlTypes.JSON)
    private Set<Scope> scopes;

    private @Nullable UUID document;

    @Column(name = "valid_from")
    private Instant validFrom;

    @Column(name = "valid_to")
    private @Nullable Instant validTo;

    @Column(name = "evidence_sha256")
    private String evidenceSha256;

    @Enumerated(EnumType.STRING)
    @Column(name = "recorded_by")
    private Role recordedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Mandate() {}

    Mandate(UUID id, UUID principal, MandateResource.NewMandate wanted, Instant from, Role recordedBy, Instant now) {
        this.id = id;
        this.agent = wanted.agent();
        this.principal = principal;
        this.scopes = new TreeSet<>(wanted.scopes());
        this.document = wanted.document();
        this.validFrom = from;
        this.validTo = wanted.validTo();
        this.evidenceSha256 = wanted.evidenceSha256();
        this.recordedBy = recordedBy;
        this.recordedAt = now;
    }

    /** From now on nothing may be done by it; what was done stands. Said again, it changes nothing. */
    boolean revoke(Instant now) {
        if (revokedAt != null) return false;
        revokedAt = now;
        return true;
    }

    /** Whether it lets something be done under a document at a moment. */
    boolean covers(Scope scope, UUID under, Instant at) {
        return scopes.contains(scope)
                && (document == null || document.equals(under))
                && !at.isBefore(validFrom)
                && (validTo == null || at.isBefore(validTo))
                && (revokedAt == null || at.isBefore(revokedAt));
    }

    public UUID id() {
        return id;
    }

    UUID agent() {
        return agent;
    }

    UUID principal() {
        return principal;
    }

    long version() {
        return version;
    }

    MandateView view() {
        return new MandateView(
                id,
                agent,
                principal,
                scopes,
                document,
                validFrom,
                validTo,
                evidenceSha256,
                recordedBy.name(),
                recordedAt,
                revokedAt);
    }
}
