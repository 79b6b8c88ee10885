package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.support.contract.ContractBecameKnown;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.contract.HostedSites;
import org.gardefou.support.history.SiteEvents;
import org.gardefou.support.history.SiteHistoryGrew;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.gardefou.support.supportcase.SupportCase.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * What the bus tells moves cases: trouble opens them, a restore or a recovery ends them. The topics come in no order among one
 * another, so what is older than a case's diagnosis does not end it, and trouble that is over already opens none.
 */
@ApplicationScoped
class CaseListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RestoreTold(
            UUID restore,
            UUID site,
            @Nullable String health,
            @Nullable String code,
            Instant at) {

        /** A site that was only found no worse than before still has its trouble. */
        boolean helped() {
            return health == null || health.equals("HEALTHY");
        }

        /** What the customer called off has not failed. */
        boolean calledOff() {
            return "CANCELLED".equals(code);
        }
    }

    /** Of a restore that our people have prepared in a case. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProposalTold(
            UUID proposal,
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID restorePoint,
            @Nullable String how) {

        boolean declined() {
            return "DECLINED".equals(how);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Diagnosed(UUID site, String health, Instant at) {}

    private static final Set<Kind> TRIES = EnumSet.of(Kind.RESTORE, Kind.GUIDED_RESTORE);

    private final CaseDesk desk;
    private final Cases cases;
    private final HostedSites sites;
    private final SiteEvents history;
    private final AssessmentReading assessments;

    CaseListener(CaseDesk desk, Cases cases, HostedSites sites, SiteEvents history, AssessmentReading assessments) {
        this.desk = desk;
        this.cases = cases;
        this.sites = sites;
        this.history = history;
        this.assessments = assessments;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on("liability.assessed", Assessment.class, this::assessed)
                .on("restore.completed", RestoreTold.class, this::restored)
                .on(Set.of("restore.rolled-back", "restore.failed"), RestoreTold.class, this::notRestored)
                .on("restore.proposed", ProposalTold.class, this::proposed)
                .on("restore.proposal-confirmed", ProposalTold.class, this::proposalConfirmed)
                .on("restore.proposal-ended", ProposalTold.class, this::proposalEnded)
                .on("site.diagnosed", Diagnosed.class, this::diagnosed);
    }

    /** What a decision was made without may have become known since. */
    void known(@Observes ContractBecameKnown known) {
        decideOpenAgain(known.site());
    }

    /** A change that was blamed before it arrived, a restore point that came or went. */
    void grew(@Observes SiteHistoryGrew grew) {
        decideOpenAgain(grew.site());
    }

    private void assessed(BusEvent<Assessment> event) {
        Assessment assessment = event.data();
        if (!assessment.trouble() || history.recoveredAfter(assessment.site(), assessment.seenAt())) return;
        desk.assessed(sites.known(assessment.site()), assessment);
    }

    private void decideOpenAgain(UUID siteId) {
        List<SupportCase> open = cases.open(siteId);
        if (open.isEmpty()) return;
        HostedSite site = sites.known(siteId);
        for (SupportCase found : open) {
            // The customer has chosen: the ground is not pulled away from under them.
            if (found.choice().isEmpty())
                desk.decideAgain(found, site, assessments.of(found).orElse(null));
        }
    }

    private void restored(BusEvent<RestoreTold> event) {
        RestoreTold told = event.data();
        if (!told.helped()) {
            notRestored(event);
            return;
        }
        triedBy(told).forEach(found -> desk.over(found, Resolution.RESTORED, told.restore()));
    }

    private void notRestored(BusEvent<RestoreTold> event) {
        if (event.data().calledOff()) return;
        for (SupportCase found : triedBy(event.data())) {
            found.restoreFailed();
            desk.changed(found);
        }
    }

    private void proposed(BusEvent<ProposalTold> event) {
        ProposalTold told = event.data();
        UUID site = told.site();
        UUID id = told.proposal();
        // What comes late, by the hand of somebody who sends it again, does not open again what has ended.
        if (told.restorePoint() == null
                || history.about(site, "restore.proposal-ended", id).isPresent()
                || history.about(site, "restore.proposal-confirmed", id).isPresent()) return;
        Proposal prepared = new Proposal(id, told.restorePoint());
        change(told, found -> found.proposed(prepared));
    }

    private void proposalConfirmed(BusEvent<ProposalTold> event) {
        change(event.data(), found -> found.proposalConfirmed(event.data().proposal()));
    }

    private void proposalEnded(BusEvent<ProposalTold> event) {
        ProposalTold told = event.data();
        change(
                told,
                found -> told.declined()
                        ? found.proposalDeclined(told.proposal())
                        : found.proposalOver(told.proposal()));
    }

    /** The case of a proposal as it is now, which its customer may be writing in. */
    private void change(ProposalTold told, Predicate<SupportCase> change) {
        cases.findByIdOptional(told.caseId())
                .filter(found -> found.site().equals(told.site()))
                .ifPresent(found -> {
                    // What the event before it changed, in the same transaction, is not read away.
                    cases.flush();
                    cases.lock(found);
                    if (change.test(found)) desk.changed(found);
                });
    }

    /** The cases that a restore was tried for: where it was chosen, and where the site was found broken before it ended. */
    private List<SupportCase> triedBy(RestoreTold restore) {
        return cases.open(restore.site()).stream()
                .filter(found ->
                        found.choice().filter(TRIES::contains).isPresent() || diagnosedBefore(found, restore.at()))
                .toList();
    }

    /** Only a site without any trouble has recovered: one that is up and limps has not. */
    private void diagnosed(BusEvent<Diagnosed> event) {
        Diagnosed told = event.data();
        if (!told.health().equals("HEALTHY")) return;
        // The restore's own end says what became of the case: a site that answers in the middle of it may be rolled
        // back.
        if (history.restoring(told.site())) return;
        cases.open(told.site()).stream()
                .filter(found -> diagnosedBefore(found, told.at()))
                .forEach(found -> desk.over(found, Resolution.RECOVERED, null));
    }

    /** A question that no diagnosis stands behind is not over because the site is well. */
    private boolean diagnosedBefore(SupportCase found, Instant moment) {
        return assessments
                .of(found)
                .filter(assessment -> !assessment.seenAt().isAfter(moment))
                .isPresent();
    }
}
