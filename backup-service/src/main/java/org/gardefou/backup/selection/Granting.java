package org.gardefou.backup.selection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.SiteFolders;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.source.SourceMissing;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;

/** Says whether a wish about a site's files can be granted to whom. */
@ApplicationScoped
public class Granting {

    private final Sites sites;
    private final Selections selections;

    Granting(Sites sites, Selections selections) {
        this.sites = sites;
        this.selections = selections;
    }

    /**
     * What would hold.
     *
     * @param documentRoot relative to the site's root
     */
    public record Granted(Site site, String documentRoot, Selected selected) {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the site is not the caller's; 400 for what cannot be granted */
    public Granted granted(UUID site, Wanted wanted, Visibility visibility) {
        Site known = visible(site, visibility);
        String documentRoot = documentRoot(known);
        List<SelectionRule.Refusal> refusals = SelectionRule.refusals(wanted, documentRoot);
        if (!refusals.isEmpty()) {
            throw Problems.validation(refusals.stream()
                    .map(refusal -> new Violation(refusal.field(), refusal.message()))
                    .toList());
        }
        return new Granted(known, documentRoot, selections.selected(wanted, documentRoot));
    }

    Site visible(UUID site, Visibility visibility) {
        return sites.visible(site, visibility).orElseThrow(() -> Problems.notFound("site", site));
    }

    static String documentRoot(Site site) {
        try {
            return SiteFolders.of(site).below().toString();
        } catch (SourceMissing e) {
            throw Problems.conflict(e.getMessage() + ". Correct the site's entry, then send the same request again.");
        }
    }
}
