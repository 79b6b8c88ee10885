package org.gardefou.restore.saga;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.restorepoint.SiteDiagnoses;
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** Whether the caller may have what they ask for, as far as can be told without looking at the site; inside a transaction. */
@ApplicationScoped
public class Admission {

    private static final int NAMED = 20;

    private final HostedSites sites;
    private final RestorePoints points;
    private final SiteDiagnoses diagnoses;
    private final Caller caller;

    Admission(HostedSites sites, RestorePoints points, SiteDiagnoses diagnoses, Caller caller) {
        this.sites = sites;
        this.points = points;
        this.diagnoses = diagnoses;
        this.caller = caller;
    }

    /** @param containsBreakage whether the point was taken while the site was broken */
    public record Admitted(
            HostedSite site,
            RestorePoint point,
            Selection selection,
            Keeping keeping,
            @Nullable Elsewhere elsewhere,
            boolean containsBreakage) {}

    /** What is asked for, or the problem with it. */
    public Admitted admit(RestoreRequest request) {
        requireSound(request);
        HostedSite site = sites.visible(request.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", request.site()));
        if (request.elsewhere() != null && !caller.staff()) {
            throw Problems.own(
                    "restores/elsewhere-by-hoster",
                    403,
                    "Only the hoster restores to another place",
                    "Ask the hoster's support to bring the site to its new place (/support/v1/cases), or leave out `elsewhere`.");
        }
        requireAllowed(site);
        return admit(site, request);
    }

    /**
     * What support has prepared, or the problem with it: whoever may see the proposal may have it, also where the contract has no
     * restores without support. Nobody need call.
     */
    public Admitted admitPrepared(RestoreRequest request) {
        requireSound(request);
        return admit(
                sites.visible(request.site(), new Visibility.Everything())
                        .orElseThrow(() -> Problems.notFound("site", request.site())),
                request);
    }

    private static void requireSound(RestoreRequest request) {
        List<Violation> wrong = request.wrong();
        if (!wrong.isEmpty()) throw Problems.validation(wrong);
    }

    private Admitted admit(HostedSite site, RestoreRequest request) {
        Elsewhere elsewhere = request.place();
        UUID source = elsewhere == null || elsewhere.from() == null ? request.site() : elsewhere.from();
        if (!source.equals(request.site())) demandSameCustomer(site, source);
        RestorePoint point = points.findByIdOptional(request.restorePoint())
                .filter(one -> one.site().equals(source))
                .orElseThrow(() -> Problems.notFound("restore point", request.restorePoint()));
        if (!point.usable()) {
            throw Problems.conflict(
                    "This restore point has expired or is damaged. Ask /restores/v1/advice for those that can be used.");
        }
        Selection selection = request.asked().selection();
        demandDumped(site, point, selection, elsewhere);
        boolean broken =
                Breakage.among(diagnoses.newest(point.site())).stream().anyMatch(one -> one.contains(point.takenAt()));
        return new Admitted(site, point, selection, request.keeping(), elsewhere, broken);
    }

    /** What one customer has never comes to another, not by a slip of an operator either. A site that is removed may be what is brought back. */
    private void demandSameCustomer(HostedSite site, UUID from) {
        HostedSite source = sites.findByIdOptional(from).orElseThrow(() -> Problems.notFound("site", from));
        if (source.customer() == null || !source.customer().equals(site.customer())) {
            throw Problems.conflict(
                    "The site %s is not of the customer of %s: what one has never comes to the other. Register the place for the same customer, or name another site as `elsewhere.from`."
                            .formatted(from, site.site()));
        }
    }

    /** A panel speaks for its customer, and may no more than they. */
    void requireAllowed(HostedSite site) {
        if (!caller.staff() && !site.selfService()) {
            throw Problems.own(
                    "restores/self-service-not-included",
                    403,
                    "The contract does not include self-service restores",
                    "Ask the hoster's support to restore the site (/support/v1/cases), or change to a plan with self-service restores.");
        }
    }

    /** That the site has the database, and the restore point the dump of it with these tables. */
    private static void demandDumped(
            HostedSite site, RestorePoint point, Selection selection, @Nullable Elsewhere elsewhere) {
        String schema = selection.schema();
        if (schema == null) return;
        List<String> known = site.schemas();
        if (!known.contains(schema)) {
            throw Problems.validation(
                    "/schema",
                    known.isEmpty()
                            ? "the site has no database"
                            : "must be a database of the site: " + String.join(", ", known));
        }
        String inPoint =
                Elsewhere.paired(elsewhere, known, point.databaseNames()).getOrDefault(schema, schema);
        List<String> dumped = point.databases().stream()
                .filter(one -> one.name().equals(inPoint))
                .findFirst()
                .orElseThrow(() -> Problems.conflict(
                        "This restore point has no copy of the database %s. Ask /restores/v1/advice for others."
                                .formatted(inPoint)))
                .tables();
        // Told by the backup; one that told no names is looked into when it is restored.
        if (dumped == null || dumped.isEmpty()) return;
        List<Violation> missing = new ArrayList<>();
        for (String table : selection.tables()) {
            if (!dumped.contains(table)) {
                missing.add(new Violation(
                        "/tables",
                        "has " + table + ", which this restore point does not; it has "
                                + String.join(", ", dumped.stream().limit(NAMED).toList())
                                + (dumped.size() > NAMED ? ", …" : "")));
            }
        }
        if (!missing.isEmpty()) throw Problems.validation(missing);
    }
}
