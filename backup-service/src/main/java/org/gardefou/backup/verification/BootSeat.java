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

    BootSeat(Verifications verifications, BootJob job) {
        this.verifications = verifications;
        this.job = job;
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public Where where() {
        return Where.FIRST;
    }

    @Override
    public Optional<UUID> siteOf(String run) {
        return verifications.findByIdOptional(UUID.fromString(run)).map(Verification::site);
    }
}
