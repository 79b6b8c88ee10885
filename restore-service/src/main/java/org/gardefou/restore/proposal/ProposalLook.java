package org.gardefou.restore.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.Lane;
import org.gardefou.restore.dryrun.DryRun;
import org.gardefou.restore.dryrun.Rehearsal;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.saga.RestoreRequest;
import org.jboss.logging.Logger;

/** Looks at what a proposal would change. It writes nothing of the site, so that after a crash it simply looks again. */
@ApplicationScoped
class ProposalLook implements Job {

    private static final Logger LOG = Logger.getLogger(ProposalLook.class);

    private static final Text NOT_ANY_MORE = new Text(
            "Ce qui est proposé ne peut plus être restauré : le point de restauration, le site ou l'une de ses bases n'est plus là. Préparez une autre proposition.",
            "What is proposed cannot be restored any more: the restore point, the site or one of its databases is gone. Prepare another proposal.");

    private final Proposals proposals;
    private final ProposalFacts facts;
    private final ProposalTold told;
    private final Rehearsal rehearsal;
    private final ObjectMapper json;
    private final Clock clock;

    ProposalLook(
            Proposals proposals,
            ProposalFacts facts,
            ProposalTold told,
            Rehearsal rehearsal,
            ObjectMapper json,
            Clock clock) {
        this.proposals = proposals;
        this.facts = facts;
        this.told = told;
        this.rehearsal = rehearsal;
        this.json = json;
        this.clock = clock;
    }

    /** One look at one proposal: a later one is another run, also while the run of the one before has not quite ended. */
    private record Turn(UUID proposal, int look) {

        static Turn of(String id) {
            int colon = id.indexOf(':');
            return new Turn(UUID.fromString(id.substring(0, colon)), Integer.parseInt(id.substring(colon + 1)));
        }

        boolean isOf(Proposal proposal) {
            return proposal.state() == ProposalState.LOOKING && proposal.looks() == look;
        }
    }

    private record Work(RestoreRequest request, Circumstances circumstances) {}

    /** Asks for the look that a proposal waits for, in the transaction of what made it wait. */
    static void ask(Jobs jobs, Proposal proposal) {
        jobs.submit(ProposalLook.class, proposal.id() + ":" + proposal.looks());
    }

    @Override
    public String name() {
        return "restore-proposal-look";
    }

    @Override
    public Lane lane() {
        return Lane.PROMPT;
    }

    @Override
    public void run(String id) throws RestoreFailure, IOException, InterruptedException {
        Turn turn = Turn.of(id);
        // What is known before the look counts: what changes while it looks is a reason to look again.
        Optional<Work> work = QuarkusTransaction.requiringNew().call(() -> proposals
                .findByIdOptional(turn.proposal())
                .filter(one -> turn.isOf(one) && !one.expired(clock.instant()))
                .map(one -> new Work(one.asRequest(), facts.now(one))));
        if (work.isEmpty()) return;
        try {
            DryRun change = rehearsal.ofPrepared(work.get().request());
            end(turn, one -> seen(one, work.get().circumstances(), change));
        } catch (RestoreFailure e) {
            end(turn, one -> one.waits(e.text()));
            throw e;
        } catch (HttpProblem e) {
            LOG.warnf(e, "Proposal %s cannot be looked at", turn.proposal());
            end(turn, one -> {
                one.blocked(NOT_ANY_MORE, clock.instant());
                told.ended(one);
            });
        }
    }

    private void seen(Proposal one, Circumstances circumstances, DryRun change) {
        one.seen(text(Shown.of(one, circumstances, change)), circumstances, change.possible(), clock.instant());
        if (one.state() == ProposalState.OPEN) told.proposed(one);
        else told.ended(one);
    }

    private ShownText text(Shown shown) {
        try {
            return new ShownText(json.writeValueAsString(shown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is shown cannot be written", e);
        }
    }

    /** Of two runs, as where one was taken for dead, the first that ends it has looked. */
    private void end(Turn turn, Consumer<Proposal> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> proposals.locked(turn.proposal()).filter(turn::isOf).ifPresent(change));
    }
}
