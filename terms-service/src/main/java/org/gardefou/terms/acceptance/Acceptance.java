package org.gardefou.terms.acceptance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.gardefou.terms.document.Edition;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The agreement of a customer to a version, and what they were shown when they gave it. It is never changed. */
@Entity
@Immutable
@Table(name = "acceptance")
public class Acceptance {

    @Id
    private UUID id;

    @Column(name = "terms_version")
    private UUID version;

    private UUID document;
    private UUID customer;
    private String locale;

    @Column(name = "rendition_sha256")
    private String renditionSha256;

    private String capacity;

    @Column(name = "button_text")
    private String buttonText;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> boxes;

    @Enumerated(EnumType.STRING)
    @Column(name = "recorded_by")
    private Role recordedBy;

    private Instant at;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Acceptance() {}

    Acceptance(UUID id, Edition version, UUID customer, NewAcceptance click, Role recordedBy, Instant at, Instant now) {
        this.id = id;
        this.version = version.id();
        this.document = version.document();
        this.customer = customer;
        this.locale = click.locale().tag();
        this.renditionSha256 = click.renditionSha256();
        this.capacity = click.by().capacity();
        this.buttonText = click.buttonText();
        this.boxes = click.boxes() == null ? List.of() : List.copyOf(click.boxes());
        this.recordedBy = recordedBy;
        this.at = at;
        this.recordedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID customer() {
        return customer;
    }

    public UUID version() {
        return version;
    }

    UUID document() {
        return document;
    }

    String locale() {
        return locale;
    }

    String renditionSha256() {
        return renditionSha256;
    }

    String capacity() {
        return capacity;
    }

    String buttonText() {
        return buttonText;
    }

    List<String> boxes() {
        return List.copyOf(boxes);
    }

    Role recordedBy() {
        return recordedBy;
    }

    Instant at() {
        return at;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
