package org.gardefou.terms.contract;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        List<UUID> due = notices.due(now, BATCH).stream().map(ChangeNotice::id).toList();
        int adopted = 0;
        for (UUID id : due) {
            ChangeNotice notice = notices.findById(id);
            // One of the same contract before it may have changed what it follows.
            if (notice.binds(contracts.findById(notice.contract()).terms(), now)) {
                adoption.adopt(notice);
                adopted++;
            }
        }
        return adopted;
    }

    private int endSome() {
        List<Contract> ending = contracts.ending(clock.instant(), BATCH);
        ending.forEach(contracting::end);
        return ending.size();
    }
}
