package org.gardefou.support.sla;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a hoster aims at for the cases of a plan: one edition, never changed. */
@Entity
@Immutable
@Table(name = "sla_policy")
class SlaPolicy {

    @Id
    private UUID id;

    @Column(name = "plan_code")
    private String planCode;

    private int edition;

    @JdbcTypeCode(SqlTypes.JSON)
    private SlaAim content;

    private String author;
    private Instant since;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SlaPolicy() {}

    SlaPolicy(UUID id, String planCode, int edition, SlaAim content, String author, Instant since) {
        this.id = id;
        this.planCode = planCode;
        this.edition = edition;
        this.content = content;
        this.author = author;
        this.since = since;
    }

    UUID id() {
        return id;
    }

    String planCode() {
        return planCode;
    }

    int edition() {
        return edition;
    }

    SlaAim aim() {
        return content;
    }

    String author() {
        return author;
    }

    Instant since() {
        return since;
    }
}
