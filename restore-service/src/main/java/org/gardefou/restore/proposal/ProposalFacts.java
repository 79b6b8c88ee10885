package org.gardefou.restore.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.restore.advice.Advising;
import org.gardefou.restore.restorepoint.SiteChanges;
import org.gardefou.restore.saga.Restores;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;

/** What is known at a moment that a proposal rests on; inside a transaction. */
@ApplicationScoped
class ProposalFacts {

    private final HostedSites sites;
    private final SiteChanges changes;
    private final Restores restores;
    private final Advising advising;
    private final ProposalConfig config;
    private final Clock clock;

    ProposalFacts(
            HostedSites sites,
            SiteChanges changes,
            Restores restores,
            Advising advising,
            ProposalConfig config,
            Clock clock) {
        this.sites = sites;
        this.changes = changes;
        this.restores = restores;
        this.advising = advising;
        this.config = config;
        this.clock = clock;
    }

    Circumstances now(Proposal proposal) {
        UUID site = proposal.site();
        return new Circumstances(
                advising.recommended(site, proposal.supportCase()).orElse(null),
                changes.known(site),
                restores.lastTouched(site).map(Instant::toString).orElse(null),
                sites.findByIdOptional(site).map(HostedSite::place).orElse(""));
    }

    /** Why what was shown of an open proposal has to be looked at again; empty when it need not. */
    List<LookAgain> lookAgain(Proposal proposal) {
        Instant shownAt = proposal.shownAt();
        if (proposal.state() != ProposalState.OPEN || shownAt == null) return List.of();
        return LookAgain.reasons(
                proposal.restorePoint(),
                proposal.circumstances(),
                now(proposal),
                shownAt,
                clock.instant(),
                config.lookLifetime());
    }
}
