package org.gardefou.terms.plan;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What a plan promised from a moment on, until its next edition. */
@Entity
@Immutable
@Table(name = "plan_edition")
class PlanEdition {

    /** A plan and a number. */
    @Embeddable
    record Key(UUID plan, int number) implements Serializable {}

    /** As it is answered. */
    @Schema(name = "PlanEdition")
    record View(@Schema(examples = "2") int number, Level level, Name name, Promises promises, Instant since) {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    private Level level;

    @JdbcTypeCode(SqlTypes.JSON)
    private Name name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Promises promises;

    private Instant since;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected PlanEdition() {}

    PlanEdition(Plan plan, int number) {
        this.key = new Key(plan.id(), number);
        this.level = plan.level();
        this.name = plan.name();
        this.promises = plan.promises();
        this.since = plan.changedAt();
    }

    int number() {
        return key.number();
    }

    View view() {
        return new View(key.number(), level, name, promises, since);
    }
}
