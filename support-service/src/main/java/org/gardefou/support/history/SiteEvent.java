package org.gardefou.support.history;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One thing that happened to a site. */
@Entity
@Table(name = "site_event")
public class SiteEvent {

    @Id
    private UUID id;

    private UUID site;
    private String type;

    @Column(name = "happened_at")
    private Instant happenedAt;

    private UUID subject;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode data;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SiteEvent() {}

    SiteEvent(UUID id, UUID site, String type, Instant happenedAt, UUID subject, JsonNode data) {
        this.id = id;
        this.site = site;
        this.type = type;
        this.happenedAt = happenedAt;
        this.subject = subject;
        this.data = data;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    /** Short: {@code site.plugin-updated}. */
    public String type() {
        return type;
    }

    public Instant happenedAt() {
        return happenedAt;
    }

    /** What it happened to, or what it is about: a change, a notice, a restore point, a diagnosis, a restore. */
    public UUID subject() {
        return subject;
    }

    public JsonNode data() {
        return data;
    }
}
