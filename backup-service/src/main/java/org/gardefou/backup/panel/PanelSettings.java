package org.gardefou.backup.panel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a panel told of a site, as long as it is what holds, or a restore point has it. */
@Entity
@Table(name = "panel_settings")
public class PanelSettings {

    @Id
    private UUID id;

    private UUID site;

    @JdbcTypeCode(SqlTypes.JSON)
    private PanelDocument document;

    @Column(name = "given_at")
    private Instant givenAt;

    @Column(name = "given_by")
    private String givenBy;

    private boolean current;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected PanelSettings() {}

    PanelSettings(UUID id, UUID site, PanelDocument document, String by, Instant now) {
        this.id = id;
        this.site = site;
        this.document = document;
        this.givenBy = by;
        this.givenAt = now.truncatedTo(ChronoUnit.MICROS);
        this.current = true;
    }

    /**
     * What is put into a snapshot.
     *
     * @param id of the document, which is kept as long as a restore point has it
     * @param givenAt when the panel told it, or told it again
     */
    public record Given(UUID id, Instant givenAt, PanelDocument document) {}

    /** The same was told again. */
    void confirmed(String by, Instant now) {
        givenBy = by;
        givenAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Another one holds now. */
    void replaced() {
        current = false;
    }

    Given given() {
        return new Given(id, givenAt, document);
    }

    UUID id() {
        return id;
    }

    /** Whether the next snapshot gets it. */
    boolean current() {
        return current;
    }

    UUID site() {
        return site;
    }

    PanelDocument document() {
        return document;
    }

    Instant givenAt() {
        return givenAt;
    }

    String givenBy() {
        return givenBy;
    }

    /** Changes whenever something is told; above 0, which stands for nothing told yet. */
    long tag() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, givenAt);
    }
}
