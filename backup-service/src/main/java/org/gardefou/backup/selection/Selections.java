package org.gardefou.backup.selection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.restic.PathPattern;

/** What people chose, and the hoster's settings behind it. */
@ApplicationScoped
public class Selections implements PanacheRepositoryBase<FileSelection, UUID> {

    private final List<String> rebuilt;
    private final List<String> exclude;

    Selections(SelectionConfig config) {
        rebuilt = config.rebuilt().orElse(List.of());
        exclude = config.exclude().orElse(List.of());
        // At the start, and not in the night's first backup.
        rebuilt.forEach(PathPattern::of);
        exclude.forEach(PathPattern::of);
    }

    /**
     * What holds for a site. Call inside a transaction.
     *
     * @param documentRoot relative to the site's root
     */
    public Selected of(UUID site, String documentRoot) {
        return selected(
                Optional.ofNullable(findById(site)).map(FileSelection::wanted).orElse(Wanted.NOTHING_SAID),
                documentRoot);
    }

    /** The site's backups are erased: what was chosen for them goes too. Inside the caller's transaction. */
    public void erased(UUID site) {
        deleteById(site);
    }

    /** What would hold if somebody chose this. */
    public Selected selected(Wanted wanted, String documentRoot) {
        if (!wanted.withUsual()) return new Selected(wanted.included(), wanted.excluded(), List.of());
        return new Selected(
                wanted.included(),
                Stream.concat(below(documentRoot, exclude).stream(), wanted.excluded().stream())
                        .distinct()
                        .toList(),
                below(documentRoot, rebuilt));
    }

    private static List<String> below(String documentRoot, List<String> patterns) {
        return patterns.stream()
                .map(pattern -> PathPattern.literal(documentRoot) + "/" + pattern)
                .toList();
    }
}
