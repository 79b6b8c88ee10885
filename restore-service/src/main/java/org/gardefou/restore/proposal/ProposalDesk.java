package org.gardefou.restore.proposal;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.advice.Advising;
import org.gardefou.restore.proposal.Proposal.By;
import org.gardefou.restore.restorepoint.SupportCase;
import org.gardefou.restore.restorepoint.SupportCases;
import org.gardefou.restore.saga.Admission;
import org.gardefou.restore.saga.RestoreDesk;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSite.HostRestores;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** Takes what people ask of proposals, in the transaction of their request. */
@ApplicationScoped
class ProposalDesk {

    private final Proposals proposals;
    private final ProposalFacts facts;
    private final ProposalTold told;
    private final ProposalConfig config;
    private final HostedSites sites;
    private final SupportCases cases;
    private final Advising advising;
    private final Admission admission;
    private final RestoreDesk restores;
    private final Jobs jobs;
    private final AuditTrail trail;
    private final EntityManager manager;
    private final Caller caller;
    private final Clock clock;

    ProposalDesk(
            Proposals proposals,
            ProposalFacts facts,
            ProposalTold told,
            ProposalConfig config,
            HostedSites sites,
            SupportCases cases,
            Advising advising,
            Admission admission,
            RestoreDesk restores,
            Jobs jobs,
            AuditTrail trail,
            EntityManager manager,
            Caller caller,
            Clock clock) {
        this.proposals = proposals;
        this.facts = facts;
        this.told = told;
        this.config = config;
        this.sites = sites;
        this.cases = cases;
        this.advising = advising;
        this.admission = admission;
        this.restores = restores;
        this.jobs = jobs;
        this.trail = trail;
        this.manager = manager;
        this.caller = caller;
        this.clock = clock;
    }

    /** Takes a proposal; one of the site that still waited makes room for it. */
    Proposal propose(ProposalRequest request) {
        SupportCase about = cases.findByIdOptional(request.supportCase())
                .orElseThrow(() -> Problems.notKnownYet("case", request.supportCase()));
        if (about.over()) {
            throw Problems.conflict(
                    "The case %s is over. Propose the restore in a case that is open.".formatted(about.id()));
        }
        HostedSite site = sites.visible(about.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", about.site()));
        // Held until the end: of two requests at once one comes second.
        manager.lock(site, LockModeType.PESSIMISTIC_WRITE);
        UUID point = request.restorePoint() == null ? advised(about) : request.restorePoint();
        Admission.Admitted admitted = admission.admitPrepared(request.asRestore(about.site(), point));
        Instant now = now();
        proposals.active(about.site()).ifPresent(earlier -> {
            earlier.superseded(now);
            told.ended(earlier);
            proposals.flush();
        });
        Proposal proposal = new Proposal(
                Ids.next(),
                new Proposal.Prepared(
                        about.id(),
                        about.site(),
                        Objects.requireNonNull(site.customer()),
                        point,
                        admitted.selection(),
                        admitted.keeping(),
                        Boolean.TRUE.equals(request.withoutSafetyBackup()),
                        request.reason(),
                        by()),
                now,
                now.plus(Duration.ofDays(request.validDays() == null ? config.validDays() : request.validDays())));
        proposals.persistAndFlush(proposal);
        record("restore-proposal.prepare", proposal, null);
        ProposalLook.ask(jobs, proposal);
        return proposal;
    }

    private UUID advised(SupportCase about) {
        return advising.recommended(about.site(), about.id())
                .orElseThrow(() -> Problems.conflict(
                        "No restore point is advised for this case. Read /restores/v1/advice?site=%s&case=%s, and name one as `restorePoint`."
                                .formatted(about.site(), about.id())));
    }

    /** Has what would change looked at once more; one that is being looked at stays so. */
    void lookAgain(Proposal proposal, IfMatch ifMatch) {
        Map<String, Object> before = take(proposal, ifMatch);
        demandActive(proposal);
        if (proposal.state() == ProposalState.LOOKING) return;
        proposal.lookAgain(now());
        end("restore-proposal.look", proposal, before);
        ProposalLook.ask(jobs, proposal);
    }

    /** The customer, or the panel for them, wants what was shown. */
    void confirm(Proposal proposal, IfMatch ifMatch, String shown) {
        confirm(proposal, ifMatch, shown, null);
    }

    /** The hoster confirms it as one of the tasks that the contract gives it; nobody else confirms for a customer. */
    void confirmWithinContract(Proposal proposal, IfMatch ifMatch, String shown) {
        HostRestores clause = site(proposal)
                .hostRestores()
                .orElseThrow(() -> Problems.own(
                        "restores/customer-confirms",
                        403,
                        "Only the customer confirms this restore",
                        "The contract does not promise restores as a managed task. Ask the customer, who confirms with POST /restores/v1/restore-proposals/%s/confirmation, or in their panel."
                                .formatted(proposal.id())));
        confirm(proposal, ifMatch, shown, clause);
    }

    private void confirm(Proposal proposal, IfMatch ifMatch, String shown, @Nullable HostRestores clause) {
        Map<String, Object> before = take(proposal, ifMatch);
        demandActive(proposal);
        if (!Objects.equals(proposal.customer(), site(proposal).customer())) {
            throw Problems.conflict("The site has another customer since. Prepare another proposal for it.");
        }
        if (proposal.state() == ProposalState.LOOKING) {
            throw Problems.conflict(
                    "What it would change is still being looked at. Read it again in some seconds, and confirm what it shows then.");
        }
        if (!shown.equals(proposal.shownSha256())) {
            throw Problems.conflict(
                    "`shown` is not the hash of what is shown now. Read the proposal again, look at `shown.summary`, and send its `sha256`.");
        }
        List<LookAgain> again = facts.lookAgain(proposal);
        if (!again.isEmpty()) throw lookAgain(proposal, again);
        UUID restore = restores.requestPrepared(proposal.asRequest()).id();
        proposal.confirmed(by(), clause, restore, now());
        told.confirmed(proposal);
        end("restore-proposal.confirm", proposal, before);
    }

    private static HttpProblem lookAgain(Proposal proposal, List<LookAgain> reasons) {
        return Problems.ownBuilder(
                        "restores/look-again",
                        409,
                        "What was shown is out of date",
                        "%s Look again with POST /restores/v1/restore-proposals/%s/look, then confirm what it shows."
                                .formatted(
                                        reasons.stream()
                                                .map(one -> one.text().en())
                                                .collect(Collectors.joining(" ")),
                                        proposal.id()))
                .with("lookAgain", reasons)
                .build();
    }

    /** The customer does not want it. */
    void decline(Proposal proposal, IfMatch ifMatch, String reason) {
        Map<String, Object> before = take(proposal, ifMatch);
        demandActive(proposal);
        proposal.declined(by(), reason, now());
        told.ended(proposal);
        end("restore-proposal.decline", proposal, before);
    }

    /** Support takes it back. */
    void withdraw(Proposal proposal, IfMatch ifMatch) {
        Map<String, Object> before = take(proposal, ifMatch);
        demandActive(proposal);
        proposal.withdrawn(by(), now());
        told.ended(proposal);
        end("restore-proposal.withdraw", proposal, before);
    }

    /** Of two who answer at once, the second one sees what the first one said. */
    private Map<String, Object> take(Proposal proposal, IfMatch ifMatch) {
        manager.refresh(proposal, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(proposal.version());
        return audited(proposal);
    }

    private void demandActive(Proposal proposal) {
        if (!proposal.state().active()) {
            throw Problems.conflict("The proposal is %s: nothing more can be said to it. %s"
                    .formatted(
                            proposal.state(),
                            proposal.restore() == null
                                    ? "Ask support to prepare another one."
                                    : "Read the restore " + proposal.restore() + "."));
        }
        if (proposal.expired(clock.instant())) {
            throw Problems.conflict("The time to answer is over. Ask support to prepare another proposal.");
        }
    }

    private HostedSite site(Proposal proposal) {
        return sites.visible(proposal.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", proposal.site()));
    }

    private By by() {
        return new By(caller.role().group(), caller.subject());
    }

    /** As the database keeps it: what is answered now is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void end(String deed, Proposal proposal, Map<String, Object> before) {
        proposals.flush();
        record(deed, proposal, before);
    }

    private void record(String deed, Proposal proposal, @Nullable Map<String, Object> before) {
        trail.record(deed, "restore-proposal", proposal.id(), before, audited(proposal));
    }

    private static Map<String, Object> audited(Proposal proposal) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("case", proposal.supportCase());
        shown.put("site", proposal.site());
        shown.put("restorePoint", proposal.restorePoint());
        shown.put("scope", proposal.selection().scope());
        shown.put("state", proposal.state());
        shown.put("shown", proposal.shownSha256());
        shown.put("restore", proposal.restore());
        return shown;
    }
}
