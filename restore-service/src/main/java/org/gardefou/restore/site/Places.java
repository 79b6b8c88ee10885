package org.gardefou.restore.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite.SiteDatabase;
import org.jspecify.annotations.Nullable;

/** The place of a site for a restore point that may have been made of another one; inside a transaction. */
@ApplicationScoped
public class Places {

    private final Reach reach;
    private final HostedSites sites;

    Places(Reach reach, HostedSites sites) {
        this.reach = reach;
        this.sites = sites;
    }

    /**
     * Where a restore point goes.
     *
     * @param elsewhere null when nobody said that it is another place; then the site may have been moved all the same
     * @param inPoint the names of the databases of which the point has a dump
     * @throws RestoreFailure {@link FailureCode#PLACE_TAKEN} when what would be replaced is another site's too, and as {@link Reach#target}
     */
    public Target target(UUID site, Selection selection, @Nullable Elsewhere elsewhere, List<String> inPoint)
            throws RestoreFailure {
        Target now = reach.target(site);
        HostedSite here = sites.findByIdOptional(site).orElseThrow();
        if (elsewhere == null) {
            if (now.rootsInPoint() != null) demandOwn(here, now, selection);
            return now;
        }
        demandOwn(here, now, selection);
        Map<String, String> paired = Elsewhere.paired(elsewhere, here.schemas(), inPoint);
        List<Target.Schema> named = now.schemas().stream()
                .map(one -> one.dumpedAs(paired.getOrDefault(one.name(), one.name())))
                .toList();
        return now.of(roots(here, elsewhere), named, elsewhere.keepFiles());
    }

    private List<String> roots(HostedSite here, Elsewhere elsewhere) {
        UUID from = elsewhere.from();
        HostedSite source = from == null ? here : sites.findByIdOptional(from).orElse(here);
        return Reach.namesInPoint(source.places());
    }

    /** That nobody else's files or tables go with what a restore replaces. */
    private void demandOwn(HostedSite here, Target target, Selection selection) throws RestoreFailure {
        List<String> taken = new ArrayList<>();
        for (HostedSite other : sites.besides(here.site(), Objects.requireNonNull(here.server()))) {
            if (files(selection) && other.documentRoot() != null) {
                Path theirs = Path.of(other.documentRoot()).normalize();
                Path ours = Path.of(target.documentRoot());
                if (theirs.startsWith(ours) || ours.startsWith(theirs)) taken.add(theirs + " (" + other.site() + ")");
            }
            if (selection.scope() == Scope.TABLES) continue;
            for (SiteDatabase database : other.databases()) {
                if (selection.takes(database.name()) && here.databases().contains(database)) {
                    taken.add(database.name() + " (" + other.site() + ")");
                }
            }
        }
        if (taken.isEmpty()) return;
        throw new RestoreFailure(
                FailureCode.PLACE_TAKEN,
                new Text(
                                "Là où le site est maintenant se trouve aussi un autre site, qui serait remplacé avec lui : %s. L'hébergeur doit corriger l'enregistrement de l'un des deux, ou leur donner des places à part.",
                                "Where the site is now there is another site too, which would be replaced with it: %s. The hoster must correct the registration of one of them, or give them places apart.")
                        .with(String.join(", ", taken)));
    }

    private static boolean files(Selection selection) {
        List<String> parts = selection.parts();
        return parts == null || !parts.isEmpty();
    }
}
