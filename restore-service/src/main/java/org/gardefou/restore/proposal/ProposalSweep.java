package org.gardefou.restore.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.kit.job.RepeatedJob;

/** Ends proposals that cannot be confirmed any more. A confirmation looks itself, so a late sweep harms nobody. */
@ApplicationScoped
class ProposalSweep implements RepeatedJob {

    private final Proposals proposals;
    private final ProposalTold told;
    private final Clock clock;

    ProposalSweep(Proposals proposals, ProposalTold told, Clock clock) {
        this.proposals = proposals;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "restore-proposal-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew()
                .call(() -> proposals.over(clock.instant()))
                .forEach(id -> QuarkusTransaction.requiringNew().run(() -> end(id)));
    }

    private void end(UUID id) {
        proposals.locked(id).filter(one -> one.state().active()).ifPresent(one -> {
            one.over(clock.instant());
            told.ended(one);
        });
    }
}
