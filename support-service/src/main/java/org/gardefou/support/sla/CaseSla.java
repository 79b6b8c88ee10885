package org.gardefou.support.sla;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case whose clocks are kept: what they go by, once that is known. Whoever reads its clocks anew holds this row. */
@Entity
@Table(name = "case_sla")
class CaseSla {

    @Id
    @Column(name = "case_id")
    private UUID caseId;

    private UUID site;

    /** The hash of the terms. */
    @Nullable private String terms;

    @Column(name = "terms_since")
    @Nullable private Instant termsSince;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CaseSla() {}

    CaseSla(UUID caseId, UUID site) {
        this.caseId = caseId;
        this.site = site;
    }

    UUID caseId() {
        return caseId;
    }

    UUID site() {
        return site;
    }

    Optional<String> terms() {
        return Optional.ofNullable(terms);
    }

    /** From when on they hold; asked only where there are any. */
    Instant termsSince() {
        return Objects.requireNonNull(termsSince);
    }

    void goesBy(String hash, Instant from) {
        terms = hash;
        termsSince = from;
    }
}
