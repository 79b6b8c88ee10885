package org.gardefou.backup.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.seat.Seated;

/** A boot reads a whole restore point from its destination. */
@ApplicationScoped
class BootSeat implements Seated {

    private final Verifications verifications;
    private final BootJob job;
    private final VerificationConfig config;

    BootSeat(Verifications verifications, BootJob job, VerificationConfig config) {
        this.verifications = verifications;
        this.job = job;
        this.config = config;
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    /** Each takes memory and a processor of this machine. Somebody's own is made even where none is made by itself. */
    @Override
    public int atOnce() {
        return Math.max(1, config.boots());
    }

    @Override
    public Optional<UUID> siteOf(String run) {
        return verifications.findByIdOptional(UUID.fromString(run)).map(Verification::site);
    }
}
