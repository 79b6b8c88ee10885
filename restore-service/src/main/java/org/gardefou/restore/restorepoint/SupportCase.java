package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A support case and the diagnosis that it is about. */
@Entity
@Table(name = "support_case")
public class SupportCase {

    @Id
    private UUID id;

    private UUID site;

    @Nullable private UUID diagnosis;

    @Column(name = "is_over")
    private boolean over;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SupportCase() {}

    SupportCase(UUID id, UUID site, @Nullable UUID diagnosis) {
        this.id = id;
        this.site = site;
        this.diagnosis = diagnosis;
    }

    void end() {
        over = true;
    }

    /** Whether nobody waits for anything in it any more. */
    public boolean over() {
        return over;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    public @Nullable UUID diagnosis() {
        return diagnosis;
    }
}
