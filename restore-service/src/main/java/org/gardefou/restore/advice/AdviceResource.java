package org.gardefou.restore.advice;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
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
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/advice")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Advice", description = "Which restore point to take, and why.")
class AdviceResource {

    private final HostedSites sites;
    private final RestorePoints points;
    private final SiteChanges changes;
    private final SiteDiagnoses diagnoses;
    private final SupportCases cases;
    private final PointFacts pointFacts;
    private final Paces paces;
    private final Caller caller;
    private final Clock clock;

    AdviceResource(
            HostedSites sites,
            RestorePoints points,
            SiteChanges changes,
            SiteDiagnoses diagnoses,
            SupportCases cases,
            PointFacts pointFacts,
            Paces paces,
            Caller caller,
            Clock clock) {
        this.sites = sites;
        this.points = points;
        this.changes = changes;
        this.diagnoses = diagnoses;
        this.cases = cases;
        this.pointFacts = pointFacts;
        this.paces = paces;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Ask which restore point to take",
            description =
                    "All restore points of the site that can be used, best first, each with the reasons, what would be lost (changes, files, posts, accounts, orders) and how long it takes. The best is the newest one from before the change that the last diagnosis of an outage names, or that the files of the restore points show. `culprits` says what may have broken the site, and by what that is known.")
    @APIResponseSchema(Advice.class)
    public Advice advice(
            @Parameter(required = true, example = "0198c5a2-7c00-7000-8000-000000000001") @QueryParam("site") @Nullable UUID site,
            @Parameter(
                            description = "A support case of the site: the advice is then about its outage.",
                            example = "0198c5a2-7c00-7000-8000-000000000017")
                    @QueryParam("case")
                    @Nullable UUID supportCase) {
        if (site == null) throw Problems.badParameter("site", "the id of a site");
        if (sites.visible(site, caller.visibility()).isEmpty()) throw Problems.notFound("site", site);
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
                                .map(AdviceResource::change)
                                .toList(),
                        pointFacts.differences(site).stream()
                                .map(AdviceResource::difference)
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
