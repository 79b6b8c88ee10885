package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** By which evidence a restore point is good, as backup-service told it. */
@Entity
@Table(name = "point_evidence")
public class PointEvidence {

    @Id
    @Column(name = "restore_point")
    private UUID restorePoint;

    private String state;

    @Nullable private String boot;

    @Column(name = "boot_fr")
    @Nullable private String bootFr;

    @Column(name = "boot_en")
    @Nullable private String bootEn;

    private Instant at;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected PointEvidence() {}

    PointEvidence(UUID restorePoint) {
        this.restorePoint = restorePoint;
        this.state = "UNVERIFIED";
        this.at = Instant.EPOCH;
    }

    void told(HistoryListener.Verified told) {
        if (told.state() == null || told.at().isBefore(at)) return;
        state = told.state();
        at = told.at();
        boot = null;
        bootFr = null;
        bootEn = null;
        if (told.evidence() == null) return;
        told.evidence().stream()
                .filter(one -> "BOOTED".equals(one.step()))
                .findFirst()
                .ifPresent(found -> {
                    boot = found.outcome();
                    Text text = found.text();
                    bootFr = text == null ? null : text.fr();
                    bootEn = text == null ? null : text.en();
                });
    }

    public UUID restorePoint() {
        return restorePoint;
    }

    /** UNVERIFIED, DUMP_COMPLETE, DATA_READ, BOOTED or another word of backup-service. */
    public String state() {
        return state;
    }

    /** What came of its last restore into a throw-away place: PASSED, DOUBTFUL, FAILED, NOT_POSSIBLE; null when none was tried. */
    public @Nullable String boot() {
        return boot;
    }

    /** What was seen then. */
    public @Nullable Text bootText() {
        return bootFr == null || bootEn == null ? null : new Text(bootFr, bootEn);
    }
}
