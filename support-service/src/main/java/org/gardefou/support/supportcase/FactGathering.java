package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.support.contract.HostedSite;
import org.gardefou.support.contract.HostedSite.Contract;
import org.gardefou.support.contract.Promises;
import org.gardefou.support.coverage.CoverageFacts;
import org.gardefou.support.guide.Guides;
import org.gardefou.support.history.SiteEvent;
import org.gardefou.support.history.SiteEvents;
import org.jspecify.annotations.Nullable;

/** Brings together what a coverage decision looks at. */
@ApplicationScoped
class FactGathering {

    private static final Promises NONE = new Promises(null, null, null);

    private final SiteEvents history;
    private final Guides guides;

    FactGathering(SiteEvents history, Guides guides) {
        this.history = history;
        this.guides = guides;
    }

    /**
     * The facts of a site in trouble; without an assessment, little more than its contract is known.
     *
     * @param troubleSince a restore point helps when it is from before the change; where no change is to blame, from before this
     */
    CoverageFacts of(HostedSite site, @Nullable Assessment assessment, Instant troubleSince) {
        Optional<Contract> contract = site.contract();
        Promises promises = contract.map(Contract::promises).orElse(NONE);
        UUID change = assessment == null ? null : assessment.change();
        Instant changedAt =
                change == null ? null : changedAt(site.site(), change).orElse(null);
        // A change that is to blame but has not arrived yet says nothing of which restore point is older than it: wait
        // for it.
        Optional<SiteEvent> restorePoint = change != null && changedAt == null
                ? Optional.empty()
                : history.newestRestorePointBefore(site.site(), changedAt == null ? troubleSince : changedAt);
        return new CoverageFacts(
                site.site(),
                assessment == null ? null : assessment.assessment(),
                assessment == null ? "UNDETERMINED" : assessment.party(),
                assessment == null ? "INSUFFICIENT" : assessment.confidence(),
                contract.isPresent(),
                contract.map(Contract::level).orElse("UNKNOWN"),
                assessment != null && assessment.termsAccepted(),
                contract.map(Contract::repairIncluded).orElse(false),
                promises.selfServiceRestore(),
                promises.repairPrice().orElse(null),
                change,
                changedAt,
                restorePoint.map(SiteEvent::subject).orElse(null),
                restorePoint.map(SiteEvent::happenedAt).orElse(null),
                assessment != null && assessment.warned(),
                guide(assessment),
                assessment == null ? List.of() : assessment.clauses());
    }

    private @Nullable String guide(@Nullable Assessment assessment) {
        String wanted = assessment == null ? null : assessment.guide();
        return wanted != null && guides.has(wanted) ? wanted : null;
    }

    /** When a change happened, by the change itself. */
    Optional<Instant> changedAt(UUID site, UUID change) {
        return history.change(site, change).map(SiteEvent::happenedAt);
    }
}
