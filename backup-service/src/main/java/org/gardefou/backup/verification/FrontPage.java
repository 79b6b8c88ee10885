package org.gardefou.backup.verification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.apart.Marker;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What the front page of a site looked like when a point of it last booted well. */
@Entity
@Table(name = "front_page")
class FrontPage {

    @Id
    private UUID site;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @JdbcTypeCode(SqlTypes.JSON)
    private Marker marker;

    @Column(name = "seen_at")
    private Instant seenAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected FrontPage() {}

    FrontPage(UUID site) {
        this.site = site;
        this.restorePoint = site;
        this.marker = new Marker("", List.of(), 0);
        this.seenAt = Instant.EPOCH;
    }

    void seen(UUID point, Marker page, Instant at) {
        restorePoint = point;
        marker = page;
        seenAt = at;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    Marker marker() {
        return marker;
    }

    Instant seenAt() {
        return seenAt;
    }
}
