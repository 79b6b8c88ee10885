package org.gardefou.backup.maintenance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What the comparison of a repository with what we know of it found. */
@Entity
@Table(name = "reconciliation")
class Reconciliation {

    @Id
    private UUID id;

    private UUID site;
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private int snapshots;
    private int points;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Difference> differences;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Reconciliation() {}

    Reconciliation(
            UUID id, UUID site, Instant at, Outcome outcome, int snapshots, int points, List<Difference> differences) {
        this.id = id;
        this.site = site;
        this.at = at;
        this.outcome = outcome;
        this.snapshots = snapshots;
        this.points = points;
        this.differences = List.copyOf(differences);
    }

    /** How it ended. */
    enum Outcome {
        AGREES,
        DIFFERS,
        /** There is no repository where it was. */
        GONE,
        /** Its key is not the one, or its place does not answer. */
        NOT_OPENED
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    Instant at() {
        return at;
    }

    Outcome outcome() {
        return outcome;
    }

    int snapshots() {
        return snapshots;
    }

    int points() {
        return points;
    }

    List<Difference> differences() {
        return differences;
    }
}
