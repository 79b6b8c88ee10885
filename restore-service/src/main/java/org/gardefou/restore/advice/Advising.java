package org.gardefou.restore.advice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restore.pace.Paces;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.PointDifference;
import org.gardefou.restore.restorepoint.PointEvidence;
import org.gardefou.restore.restorepoint.PointFacts;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.restorepoint.SiteChange;
import org.gardefou.restore.restorepoint.SiteChanges;
import org.gardefou.restore.restorepoint.SiteDiagnoses;
import org.gardefou.restore.restorepoint.SiteDiagnosis;
import org.gardefou.restore.restorepoint.SupportCase;
import org.gardefou.restore.restorepoint.SupportCases;
import org.jspecify.annotations.Nullable;

/** Brings together what is known of a site and has it judged; inside a transaction. */
@ApplicationScoped
public class Advising {

    private final RestorePoints points;
    private final SiteChanges changes;
    private final SiteDiagnoses diagnoses;
    private final SupportCases cases;
    private final PointFacts pointFacts;
    private final Paces paces;
    private final Clock clock;

    Advising(
            RestorePoints points,
            SiteChanges changes,
            SiteDiagnoses diagnoses,
            SupportCases cases,
            PointFacts pointFacts,
            Paces paces,
            Clock clock) {
        this.points = points;
        this.changes = changes;
        this.diagnoses = diagnoses;
        this.cases = cases;
        this.pointFacts = pointFacts;
        this.paces = paces;
        this.clock = clock;
    }

    /** The restore point that is advised now; empty where none is. With a case, for the outage that it is about. */
    public Optional<UUID> recommended(UUID site, @Nullable UUID supportCase) {
        return Optional.ofNullable(advise(site, supportCase).recommended());
    }

    /**
     * The points of a site, best first.
     *
     * @param supportCase whose outage it is about; null for the one that lasts, if any
     * @throws io.quarkiverse.resteasy.problem.HttpProblem when there is no such case
     */
    Advice advise(UUID site, @Nullable UUID supportCase) {
        List<SiteDiagnosis> seen = diagnoses.newest(site);
        List<Breakage> breakages = Breakage.among(seen);
        List<Facts.Candidate> candidates = candidates(site);
        Instant oldest = candidates.stream()
                .map(Facts.Candidate::takenAt)
                .min(Comparator.naturalOrder())
                .orElse(clock.instant());
        return Advisor.advise(
                site,
                new Facts(
                        candidates,
                        breakages,
                        supportCase == null ? null : concerning(site, supportCase, seen, breakages),
                        seen.stream()
                                .filter(one -> one.health().equals("HEALTHY"))
                                .map(SiteDiagnosis::at)
                                .findFirst()
                                .orElse(null),
                        changes.since(site, oldest).stream()
                                .map(Advising::change)
                                .toList(),
                        pointFacts.differences(site).stream()
                                .map(Advising::difference)
                                .toList(),
                        paces.of(site),
                        clock.instant()));
    }

    private List<Facts.Candidate> candidates(UUID site) {
        List<RestorePoint> kept = points.kept(site);
        Map<UUID, PointEvidence> evidence =
                pointFacts.evidence(kept.stream().map(RestorePoint::id).toList());
        return kept.stream()
                .map(point -> new Facts.Candidate(
                        point.id(),
                        point.takenAt(),
                        point.completedAt(),
                        point.files(),
                        point.bytes(),
                        Counts.of(point.databases()),
                        proof(evidence.get(point.id())),
                        point.damaged()))
                .toList();
    }

    private static Facts.@Nullable Proof proof(@Nullable PointEvidence known) {
        return known == null ? null : new Facts.Proof(known.state(), known.boot(), known.bootText());
    }

    private static Facts.Change change(SiteChange told) {
        return new Facts.Change(
                told.id(), told.type(), told.objectKind(), told.objectName(), told.objectPath(), told.happenedAt());
    }

    private static Facts.Difference difference(PointDifference told) {
        return new Facts.Difference(
                told.restorePoint(),
                told.takenAt(),
                told.since(),
                told.sinceTakenAt(),
                told.added(),
                told.removed(),
                told.changed(),
                told.groups());
    }

    /** The outage that a case is about: the one that its diagnosis fell into. */
    private @Nullable Breakage concerning(
            UUID site, UUID supportCase, List<SiteDiagnosis> seen, List<Breakage> breakages) {
        SupportCase found = cases.findByIdOptional(supportCase)
                .filter(one -> one.site().equals(site))
                .orElseThrow(() -> Problems.notKnownYet("case", supportCase));
        return seen.stream()
                .filter(one -> Objects.equals(one.id(), found.diagnosis()))
                .findFirst()
                .flatMap(one -> breakages.stream()
                        .filter(breakage -> breakage.contains(one.at()))
                        .findFirst())
                .orElse(null);
    }
}
