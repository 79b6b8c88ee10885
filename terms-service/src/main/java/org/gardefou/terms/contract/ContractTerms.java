package org.gardefou.terms.contract;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.plan.Level;
import org.hibernate.annotations.Immutable;

/** A version that a contract is or was under, from when, and why. Rows are only added. */
@Entity
@Immutable
@Table(name = "contract_terms")
class ContractTerms {

    /** A contract and a version. */
    @Embeddable
    record Key(
            UUID contract, @Column(name = "terms_version") UUID edition) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String sha256;

    @Enumerated(EnumType.STRING)
    private Level level;

    private boolean backups;

    @Enumerated(EnumType.STRING)
    private Basis basis;

    private UUID acceptance;
    private Instant since;

    /** In which order they were written; of the same moment the later one applies. Given by the database. */
    @Column(insertable = false, updatable = false)
    private long seq;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ContractTerms() {}

    ContractTerms(ContractView contract, Basis basis, Instant since) {
        this.key = new Key(contract.id(), contract.terms().version());
        this.sha256 = contract.terms().sha256();
        this.level = contract.plan().level();
        this.backups = contract.promises().backup().included();
        this.basis = basis;
        this.acceptance = contract.acceptance();
        this.since = since;
    }

    UUID edition() {
        return key.edition();
    }

    String sha256() {
        return sha256;
    }

    Level level() {
        return level;
    }

    /** Whether it promises backups by the hoster. */
    boolean backups() {
        return backups;
    }

    Basis basis() {
        return basis;
    }

    UUID acceptance() {
        return acceptance;
    }

    Instant since() {
        return since;
    }
}
