package org.gardefou.support.supportcase;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.support.contract.ContractBecameKnown;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.contract.HostedSites;
import org.gardefou.support.history.SiteEvents;
import org.gardefou.support.supportcase.SupportCase.Resolution;

/** What the bus tells moves cases: trouble opens them, a restore or a recovery ends them. */
@ApplicationScoped
class CaseListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RestoreTold(UUID restore, UUID site) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteTold(UUID site) {}

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
                .on("restore.rolled-back", RestoreTold.class, this::notRestored)
                .on("restore.failed", RestoreTold.class, this::notRestored)
                .on("site.up", SiteTold.class, this::recovered)
                .on(
                        "restore-point.created",
                        SiteTold.class,
                        event -> decideOpenAgain(event.data().site()))
                .on(
                        "risk-notice.raised",
                        SiteTold.class,
                        event -> decideOpenAgain(event.data().site()));
    }

    /** What a decision was made without may have become known since. */
    void known(@Observes ContractBecameKnown known) {
        decideOpenAgain(known.site());
    }

    private void assessed(BusEvent<Assessment> event) {
        Assessment assessment = event.data();
        if (!assessment.trouble()) return;
        desk.assessed(sites.known(assessment.site()), assessment);
    }

    private void decideOpenAgain(UUID siteId) {
        HostedSite site = sites.known(siteId);
        for (SupportCase open : cases.open(siteId)) {
            // A person is at it, or the customer has chosen: the ground is not pulled away from under them.
            if (open.choice().isEmpty())
                desk.decideAgain(open, site, assessmentOf(open).orElse(null));
        }
    }

    private Optional<Assessment> assessmentOf(SupportCase open) {
        return open.assessment()
                .flatMap(id -> history.about(open.site(), "liability.assessed", id))
                .map(assessments::read);
    }

    private void restored(BusEvent<RestoreTold> event) {
        cases.open(event.data().site())
                .forEach(open ->
                        desk.resolve(open, Resolution.RESTORED, event.data().restore()));
    }

    private void notRestored(BusEvent<RestoreTold> event) {
        for (SupportCase open : cases.open(event.data().site())) {
            open.needsAPerson();
            desk.changed(open);
        }
    }

    private void recovered(BusEvent<SiteTold> event) {
        cases.open(event.data().site()).stream()
                .filter(open -> open.assessment().isPresent())
                .forEach(open -> desk.resolve(open, Resolution.RECOVERED, null));
    }
}
