package org.gardefou.backup.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a contract that no other took the place of: what there was stays for a while, and then goes. */
@Embeddable
public class Ending {

    @Column(name = "ended_at")
    private Instant at;

    @Column(name = "deletion_at")
    private Instant deletion;

    @Column(name = "announce_at")
    @Nullable private Instant announceAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Ending() {}

    Ending(Instant at, Instant deletion) {
        this.at = at;
        this.deletion = deletion;
        this.announceAt = at;
    }

    /** The deletion has been announced; the next time is then. */
    public void announced(@Nullable Instant next) {
        announceAt = next;
    }

    /** When the contract ended. */
    public Instant at() {
        return at;
    }

    /** Until when what was there at the end stays, at least. */
    public Instant deletion() {
        return deletion;
    }

    /** When that is told next. */
    public Optional<Instant> announceAt() {
        return Optional.ofNullable(announceAt);
    }
}
