package org.gardefou.restore.content;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.content.LiveDifferenceRule.Line;
import org.gardefou.restore.content.LiveDifferenceRule.Stamp;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Compares a folder of a restore point with the same one of the live site. */
@ApplicationScoped
class LiveComparing {

    private final Reach reach;
    private final Looks looks;
    private final ContentConfig config;
    private final Clock clock;

    LiveComparing(Reach reach, Looks looks, ContentConfig config, Clock clock) {
        this.reach = reach;
        this.looks = looks;
        this.config = config;
        this.clock = clock;
    }

    /** There is more than somebody waits for. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("Too many files", null, false, false);
        }
    }

    /** Each file that is not the same, in the order of names. */
    List<Line> each(RestorePoint point, String folder) {
        try {
            return looks.at(point, repository -> each(repository, point, folder));
        } catch (TooMany e) {
            throw Problems.conflict(
                    "There are more than %d files, or to look at them takes longer than %d seconds. Narrow it to one folder, such as path=%s/wp-content/plugins."
                            .formatted(config.mostCompared(), config.time().toSeconds(), folder));
        }
    }

    private List<Line> each(ResticRepository repository, RestorePoint point, String folder)
            throws RestoreFailure, IOException {
        Target target = target(point);
        String below = liveOf(folder, target);
        Instant until = clock.instant().plus(config.time());
        LiveDifferenceRule rule = new LiveDifferenceRule();
        boolean[] there = {false};
        repository.list(point.snapshot(), node -> {
            if (node.path().equals(folder) && node.type() == Node.Type.DIRECTORY) there[0] = true;
            if (!node.path().startsWith(folder + "/")) return;
            boolean link = node.type() == Node.Type.SYMLINK;
            if (!link && node.type() != Node.Type.FILE) return;
            if (rule.known() >= config.mostCompared()) throw new TooMany();
            rule.then(
                    node.path().substring(folder.length() + 1),
                    new Stamp(
                            link,
                            link ? 0 : node.size(),
                            link ? 0 : node.modified().getEpochSecond()));
        });
        if (!there[0]) throw Looks.noPath();
        walk(reach.files(target), below, rule, until);
        return rule.each();
    }

    private void walk(SiteFiles files, String top, LiveDifferenceRule rule, Instant until) throws IOException {
        Deque<String> folders = new ArrayDeque<>(List.of(top));
        int seen = 0;
        while (!folders.isEmpty()) {
            if (clock.instant().isAfter(until)) throw new TooMany();
            String folder = folders.pop();
            for (Entry entry : listed(files, folder)) {
                if (++seen > config.mostCompared()) throw new TooMany();
                String path = folder + "/" + entry.name();
                switch (entry.kind()) {
                    case DIRECTORY -> folders.push(path);
                    case FILE ->
                        rule.now(
                                path.substring(top.length() + 1),
                                new Stamp(false, entry.size(), entry.modified().getEpochSecond()));
                    case LINK -> rule.now(path.substring(top.length() + 1), new Stamp(true, 0, 0));
                    default -> {
                        // Devices and the like are in no restore that is made of it.
                    }
                }
            }
        }
    }

    /** A folder that went meanwhile, or that leads out of the site, has nothing. */
    private List<Entry> listed(SiteFiles files, String folder) throws IOException {
        try {
            if (files.stat(folder).kind() != Entry.Kind.DIRECTORY) return List.of();
            return files.list(folder, config.mostCompared()).entries();
        } catch (FileAccessException e) {
            return List.of();
        }
    }

    /** Where a folder of the snapshot is below the site's root: the document root is named in it as the backup chose. */
    private static String liveOf(String folder, Target target) {
        String live = target.documentRootBelow();
        String name = target.documentRoot().substring(target.documentRoot().lastIndexOf('/'));
        return Stream.of("/" + live, target.documentRoot(), name)
                .filter(root -> folder.equals(root) || folder.startsWith(root + "/"))
                .findFirst()
                .map(root -> live + folder.substring(root.length()))
                .orElseThrow(() -> Problems.badParameter(
                        "path", "the document root as the restore point has it, or below it, such as " + name));
    }

    private record Found(@Nullable Target target, @Nullable RestoreFailure failure) {}

    private Target target(RestorePoint point) throws RestoreFailure {
        Found found = QuarkusTransaction.requiringNew().call(() -> {
            try {
                return new Found(reach.target(point.site()), null);
            } catch (RestoreFailure e) {
                return new Found(null, e);
            }
        });
        if (found.failure() != null) throw found.failure();
        return Objects.requireNonNull(found.target());
    }
}
