package org.gardefou.support.sla;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.support.sla.Moment.What;
import org.gardefou.support.supportcase.Priority;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A moment of a case as it is kept; never changed. */
@Entity
@Immutable
@Table(name = "case_moment")
class CaseMoment {

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID caseId;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private What what;

    @Enumerated(EnumType.STRING)
    @Nullable private Priority priority;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CaseMoment() {}

    CaseMoment(UUID id, UUID caseId, Moment moment) {
        this.id = id;
        this.caseId = caseId;
        this.at = moment.at();
        this.what = moment.what();
        this.priority = moment.priority();
    }

    Moment moment() {
        return new Moment(at, what, priority);
    }
}
