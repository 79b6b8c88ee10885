package org.gardefou.backup.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.gardefou.backup.seat.Seats;
import org.gardefou.backup.verification.Verification.State;
import org.jspecify.annotations.Nullable;

/** Verifications as their readers see them, with what they wait for. */
@ApplicationScoped
class VerificationViews {

    private final Seats seats;
    private final BootJob job;

    VerificationViews(Seats seats, BootJob job) {
        this.seats = seats;
        this.job = job;
    }

    VerificationView of(Verification one, boolean staff) {
        @Nullable Instant inLine = one.state() == State.ENDED
                ? null
                : seats.inLineSince(job.name(), one.id().toString()).orElse(null);
        return VerificationView.of(one, inLine, staff);
    }
}
