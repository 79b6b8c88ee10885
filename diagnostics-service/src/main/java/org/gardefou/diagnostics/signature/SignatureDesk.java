package org.gardefou.diagnostics.signature;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.diagnostics.signature.SignatureEdition.State;
import org.gardefou.kit.commit.AfterCommit;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;

/** Where operators' own signatures are written, tried, put in effect and withdrawn. */
@ApplicationScoped
class SignatureDesk {

    /** Each is one more text to be looked for in every log; of so many the scan does not become slower. */
    private static final int MOST = 200;

    private final SignatureEditions editions;
    private final Signatures signatures;
    private final AfterCommit commit;
    private final Clock clock;

    SignatureDesk(SignatureEditions editions, Signatures signatures, AfterCommit commit, Clock clock) {
        this.editions = editions;
        this.signatures = signatures;
        this.commit = commit;
        this.clock = clock;
    }

    /** One transaction at a time decides what is in effect. */
    void hold() {
        editions.lock();
    }

    SignatureEdition write(SignatureEntry entry, String author) {
        hold();
        if (editions.draft(entry.id()).isPresent())
            throw Problems.conflict(
                    "There is a draft of %s already. Write that anew, or withdraw it.".formatted(entry.id()));
        SignatureEdition edition =
                new SignatureEdition(Ids.next(), editions.latest(entry.id()) + 1, entry, author, clock.instant());
        editions.persist(edition);
        editions.flush();
        return edition;
    }

    void rewrite(SignatureEdition edition, SignatureEntry entry) {
        if (!edition.signature().equals(entry.id()))
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The id of a signature does not change. Write another signature, and withdraw this one.");
        edition.rewrite(entry);
    }

    List<Violation> faults(SignatureEdition edition) {
        return SignatureTrial.faults(edition.entry(), entry -> signatures.with(inEffectWith(entry)));
    }

    void takeEffect(SignatureEdition edition) {
        if (edition.state() == State.DRAFT) requireSound(edition);
        // The one before ends first: of a signature one edition alone is in effect.
        editions.inEffect(edition.signature())
                .filter(before -> !before.id().equals(edition.id()))
                .ifPresent(before -> before.end(clock.instant()));
        editions.flush();
        edition.takeEffect(clock.instant());
        editions.flush();
        commit.run(signatures::forget);
    }

    private void requireSound(SignatureEdition edition) {
        List<Violation> faults = faults(edition);
        if (!faults.isEmpty())
            throw Problems.builder(
                            ProblemType.UNPROCESSABLE,
                            "The signature does not stand its trial. Write the draft anew as the violations say, and put it in effect then.")
                    .with("violations", faults)
                    .build();
        if (inEffectWith(edition.entry()).size() > MOST)
            throw Problems.conflict(
                    "There are %d signatures of your own in effect. Withdraw one first.".formatted(MOST));
    }

    void withdraw(SignatureEdition edition) {
        switch (edition.state()) {
            case DRAFT -> editions.delete(edition);
            case IN_EFFECT -> end(edition);
            case ENDED -> throw Problems.conflict("The edition has ended already. Nothing is left to withdraw.");
        }
    }

    private void end(SignatureEdition edition) {
        edition.end(clock.instant());
        editions.flush();
        commit.run(signatures::forget);
    }

    private List<SignatureEntry> inEffectWith(SignatureEntry entry) {
        List<SignatureEntry> all = new ArrayList<>(editions.inEffect());
        all.removeIf(other -> other.id().equals(entry.id()));
        all.add(entry);
        return all;
    }
}
