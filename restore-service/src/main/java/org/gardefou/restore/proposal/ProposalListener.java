package org.gardefou.restore.proposal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.restore.restorepoint.SupportCases;

/** What is proposed in a case ends with it. */
@ApplicationScoped
class ProposalListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CaseEnded(@JsonProperty("case") UUID id, UUID site) {}

    private final SupportCases cases;
    private final Proposals proposals;
    private final ProposalTold told;
    private final Clock clock;

    ProposalListener(SupportCases cases, Proposals proposals, ProposalTold told, Clock clock) {
        this.cases = cases;
        this.proposals = proposals;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("case.resolved", CaseEnded.class, this::ended);
    }

    private void ended(BusEvent<CaseEnded> event) {
        CaseEnded ended = event.data();
        cases.ended(ended.id(), ended.site());
        for (Proposal open : proposals.activeIn(ended.id())) {
            open.withdrawn(null, clock.instant());
            told.ended(open);
        }
    }
}
