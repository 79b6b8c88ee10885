package org.gardefou.terms.contract;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gardefou.kit.job.RepeatedJob;

/** Puts contracts under the versions whose time has come, and ends those whose customers left. */
@ApplicationScoped
class DueTerms implements RepeatedJob {

    /** The moment from which a version applies is exact whenever this runs; what waits is only the word to the others. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    private static final int BATCH = 100;

    private final Contracts contracts;
    private final ChangeNotices notices;
    private final Adoption adoption;
    private final Contracting contracting;
    private final Clock clock;

    DueTerms(Contracts contracts, ChangeNotices notices, Adoption adoption, Contracting contracting, Clock clock) {
        this.contracts = contracts;
        this.notices = notices;
        this.adoption = adoption;
        this.contracting = contracting;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-terms";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        // One that was adopted may let another follow, so it is looked again until nothing is due.
        while (QuarkusTransaction.requiringNew().call(this::adoptSome) > 0) {}
        while (QuarkusTransaction.requiringNew().call(this::endSome) > 0) {}
    }

    private int adoptSome() {
        Instant now = clock.instant();
        int adopted = 0;
        for (Contract contract : contracts.hold(notices.binding(now, BATCH)))
            for (ChangeNotice notice : notices.open(contract.id()))
                // One before it may have changed what the contract is under.
                if (notice.binds(contract.terms(), now) && contract.lastsUntil(notice.applies())) {
                    adoption.adopt(notice);
                    adopted++;
                }
        return adopted;
    }

    private int endSome() {
        List<Contract> ending = contracts.ending(clock.instant(), BATCH);
        ending.forEach(contracting::end);
        return ending.size();
    }
}
