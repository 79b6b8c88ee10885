package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** How a site was found at some time, and what it was put down to. */
@Entity
@Table(name = "diagnosis")
public class SiteDiagnosis {

    @Id
    private UUID id;

    @Column(name = "site") // read by queries only
    private UUID site;

    private String health;
    private Instant at;

    @Nullable private String signature;

    @Column(name = "cause_fr")
    @Nullable private String causeFr;

    @Column(name = "cause_en")
    @Nullable private String causeEn;

    @Column(name = "first_seen")
    @Nullable private Instant firstSeen;

    @Nullable private UUID change;

    @Column(name = "changed_at")
    @Nullable private Instant changedAt;

    @Column(name = "of_restore") // the saga reads it from the event; kept for the history
    @Nullable private UUID ofRestore;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SiteDiagnosis() {}

    SiteDiagnosis(HistoryListener.DiagnosisTold told) {
        id = told.diagnosis();
        site = told.site();
        health = told.health();
        at = told.at();
        if (told.cause() != null) {
            signature = told.cause().signature();
            firstSeen = told.cause().firstSeen();
            Text text = told.cause().text();
            causeFr = text == null ? null : text.fr();
            causeEn = text == null ? null : text.en();
        }
        if (told.change() != null) {
            change = told.change().change();
            changedAt = told.change().happenedAt();
        }
        ofRestore = told.reason() == null ? null : told.reason().restore();
    }

    public UUID id() {
        return id;
    }

    /** HEALTHY, DEGRADED, DOWN or another word of diagnostics-service. */
    public String health() {
        return health;
    }

    public Instant at() {
        return at;
    }

    public @Nullable String signature() {
        return signature;
    }

    /** What it was put down to. */
    public @Nullable Text cause() {
        return causeFr == null || causeEn == null ? null : new Text(causeFr, causeEn);
    }

    /** When the trouble first showed; null when nothing tells. */
    public @Nullable Instant firstSeen() {
        return firstSeen;
    }

    /** The change it was tied to. */
    public @Nullable UUID change() {
        return change;
    }

    /** When that change happened. */
    public @Nullable Instant changedAt() {
        return changedAt;
    }
}
