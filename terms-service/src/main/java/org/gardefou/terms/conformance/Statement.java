package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.ledger.Canonical;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What became of the promises of a contract in a month. It never changes: a correction is another one, that supersedes it. */
@Entity
@Immutable
@Table(name = "conformance_statement")
class Statement {

    @Id
    private UUID id;

    private UUID contract;
    private UUID site;
    private UUID customer;
    private LocalDate month;
    private int number;
    private @Nullable UUID supersedes;
    private String canonical;
    private String sha256;

    @Column(name = "closed_at")
    private Instant closedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Statement() {}

    /** @param before the one that this corrects; null: it is the first of its month */
    Statement(UUID id, StatementContent said, String canonical, @Nullable Statement before, Instant now) {
        this.id = id;
        this.contract = said.contract();
        this.site = said.site();
        this.customer = said.customer();
        this.month = YearMonth.parse(said.month()).atDay(1);
        this.number = before == null ? 1 : before.number + 1;
        this.supersedes = before == null ? null : before.id;
        this.canonical = canonical;
        this.sha256 = Canonical.sha256(canonical);
        this.closedAt = now;
    }

    UUID id() {
        return id;
    }

    YearMonth month() {
        return YearMonth.from(month);
    }

    int number() {
        return number;
    }

    @Nullable UUID supersedes() {
        return supersedes;
    }

    String canonical() {
        return canonical;
    }

    String sha256() {
        return sha256;
    }

    Instant closedAt() {
        return closedAt;
    }

    View view() {
        return new View(
                id, site, customer, contract, month().toString(), number, supersedes, sha256, closedAt, canonical);
    }

    /** A statement, as it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StatementView")
    record View(
            UUID id,
            UUID site,
            UUID customer,
            UUID contract,
            @Schema(examples = "2026-10") String month,

            @Schema(description = "1; a correction is 2 and so on", examples = "1")
            int number,

            @Nullable @Schema(description = "The statement that this one corrects")
            UUID supersedes,

            @Schema(description = "SHA-256 of the content, in hex")
            String sha256,

            Instant closedAt,

            @Schema(
                    implementation = StatementContent.class,
                    description = "The content as canonical JSON (RFC 8785): the bytes that were hashed")
            @JsonRawValue
            String content) {}
}
