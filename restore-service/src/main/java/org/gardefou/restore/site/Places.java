package org.gardefou.restore.site;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite.SiteDatabase;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The place of a site for a restore point that may have been made of another one; inside a transaction. */
@ApplicationScoped
public class Places {

    private static final Logger LOG = Logger.getLogger(Places.class);

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
        Set<String> taken = new TreeSet<>();
        for (HostedSite other : sites.besides(here.site(), Objects.requireNonNull(here.server()))) {
            Set<String> both = new TreeSet<>();
            if (files(selection) && other.documentRoot() != null) {
                Path theirs = Path.of(other.documentRoot()).normalize();
                Path ours = Path.of(target.documentRoot());
                if (theirs.startsWith(ours) || ours.startsWith(theirs)) both.add(target.documentRoot());
            }
            for (SiteDatabase database : here.databases()) {
                boolean whole = selection.scope() != Scope.TABLES && selection.takes(database.name());
                if (whole && other.databases().contains(database)) both.add(database.name());
            }
            if (both.isEmpty()) continue;
            LOG.warnf("What the site %s would have replaced is the site %s' too: %s", here.site(), other.site(), both);
            taken.addAll(both);
        }
        if (taken.isEmpty()) return;
        // Whose it is too is for the log: a customer may read this.
        throw new RestoreFailure(
                FailureCode.PLACE_TAKEN,
                new Text(
                                "Là où le site est maintenant, %s appartient aussi à un autre site, qui serait remplacé avec lui ; l'hébergeur doit corriger l'enregistrement de l'un des deux, ou leur donner des places à part.",
                                "Where the site is now, %s is another site's too, which would be replaced with it; the hoster must correct the registration of one of them, or give them places apart.")
                        .with(String.join(", ", taken)));
    }

    private static boolean files(Selection selection) {
        List<String> parts = selection.parts();
        return parts == null || !parts.isEmpty();
    }
}
