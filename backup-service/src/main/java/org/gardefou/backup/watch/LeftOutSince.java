package org.gardefou.backup.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Node;
import org.gardefou.restic.PathPattern;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jboss.logging.Logger;

/**
 * What earlier restore points hold that is left out by now because somebody chose so. A backup that is smaller by that and no more has not
 * shrunk.
 */
@ApplicationScoped
class LeftOutSince {

    private static final Logger LOG = Logger.getLogger(LeftOutSince.class);

    /** Of dumps and descriptions: they are copied whatever is left out. */
    private static final String OURS = ".gardefou-backup/";

    private final Repositories repositories;

    LeftOutSince(Repositories repositories) {
        this.repositories = repositories;
    }

    /** What somebody chose to leave out. */
    private record Share(long files, long bytes) {}

    private static final Share NOTHING = new Share(0, 0);

    /**
     * Earlier points as they would be had the same been left out. How much that is, is read from the newest that holds it; of others that hold it too it is
     * taken for as much, and nothing for what none holds that can be read. Must not be called inside a transaction.
     *
     * @param before the newest first
     */
    List<Observed> apply(RestorePoint now, List<RestorePoint> before) throws RepositoryUnusable {
        Map<Set<String>, Share> shares = new LinkedHashMap<>();
        List<Observed> all = new ArrayList<>();
        for (RestorePoint point : before) {
            Set<String> since = since(now, point);
            if (!since.isEmpty() && !shares.containsKey(since) && point.state() == RestorePoint.State.AVAILABLE)
                share(point, since).ifPresent(share -> shares.put(since, share));
            Share share = shares.entrySet().stream()
                    .filter(one -> since.containsAll(one.getKey()))
                    .max(Comparator.comparingInt(one -> one.getKey().size()))
                    .map(Map.Entry::getValue)
                    .orElse(NOTHING);
            all.add(Observed.of(point).without(share.files(), share.bytes()));
        }
        return List.copyOf(all);
    }

    private static Set<String> since(RestorePoint now, RestorePoint point) {
        Set<String> since = patterns(now);
        since.removeAll(patterns(point));
        return since;
    }

    private static Set<String> patterns(RestorePoint point) {
        Set<String> all = new HashSet<>();
        point.leftOut().ifPresent(leftOut -> {
            all.addAll(leftOut.exclude());
            all.addAll(leftOut.rebuilt());
        });
        return all;
    }

    private Optional<Share> share(RestorePoint point, Set<String> since) throws RepositoryUnusable {
        List<PathPattern> patterns = since.stream().map(PathPattern::of).toList();
        ResticRepository repository =
                repositories.open(point.site()).using(CallOptions.defaults().readingWithoutLock());
        long[] filesAndBytes = new long[2];
        try {
            repository.list(point.snapshot(), node -> {
                String path = node.path().substring(1);
                if (node.type() != Node.Type.FILE || path.startsWith(OURS)) return;
                if (patterns.stream().noneMatch(pattern -> pattern.matches(path))) return;
                filesAndBytes[0]++;
                filesAndBytes[1] += node.size();
            });
        } catch (ResticException.SnapshotUnknown e) {
            LOG.debugf("Restore point %s is gone; what is left out since is read from an earlier one", point.id());
            return Optional.empty();
        }
        return Optional.of(new Share(filesAndBytes[0], filesAndBytes[1]));
    }
}
