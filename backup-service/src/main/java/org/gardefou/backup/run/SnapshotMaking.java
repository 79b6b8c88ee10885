package org.gardefou.backup.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.dump.DumpSource;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.ssh.SshHost;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.restorepoint.Churn;
import org.gardefou.backup.restorepoint.RestorePoint.Contents;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.run.BackupLog.Start;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.backup.source.Source;
import org.gardefou.backup.source.Sources;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.BackupSummary;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.Snapshot;
import org.gardefou.restic.Unreadable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Dumps the databases beside the files, and copies both into one snapshot. */
@ApplicationScoped
class SnapshotMaking {

    private static final Logger LOG = Logger.getLogger(SnapshotMaking.class);

    private final Sources sources;
    private final Choices choices;
    private final Repositories repositories;
    private final Bounds bounds;
    private final ProgressFeed feed;
    private final ObjectMapper json;
    private final RunConfig config;
    private final DataConfig data;
    private final ElsewhereConfig elsewhere;
    private final Clock clock;

    SnapshotMaking(
            Sources sources,
            Choices choices,
            Repositories repositories,
            Bounds bounds,
            ProgressFeed feed,
            ObjectMapper json,
            RunConfig config,
            DataConfig data,
            ElsewhereConfig elsewhere,
            Clock clock) {
        this.sources = sources;
        this.choices = choices;
        this.repositories = repositories;
        this.bounds = bounds;
        this.feed = feed;
        this.json = json;
        this.config = config;
        this.data = data;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    /**
     * Makes the snapshot of a run, or finds the one that an earlier start of it made and found whole. Whatever comes of it, nothing of ours stays
     * beside the site.
     *
     * @param copying called when the databases are dumped and the copying begins
     * @param whole called with the snapshot when nothing is missing in it
     */
    Contents make(Start start, Runnable copying, Consumer<String> whole) throws IOException {
        Source source = open(start.site());
        RemoteSite there = remote(source);
        if (there == null) bounds.demand();
        else {
            var _ = there.demandReady();
        }
        ResticRepository repository = repositories.openOrMake(start.site()).using(bounds.options());
        // What a run of another backup left when its storage went away, or a service that was killed.
        repository.unlockIfOwnDied();
        if (start.repeated()) {
            repositories.clearLocksFromElsewhere(start.site());
            Optional<Contents> earlier = find(repository, start);
            if (earlier.isPresent()) {
                clear(source);
                return earlier.get();
            }
        }
        Choice choice = choices.of(source, there == null ? here(source) : there::has);
        choice.demandAtMost(
                config.largestSite(),
                source,
                there == null ? (copied, leftOut) -> SiteSize.of(source.root(), copied, leftOut) : there::size);
        try (Workplace staging = there == null ? Staging.beside(source) : workplace(there, start.site())) {
            List<Dumped> databases = dump(source, staging);
            Meta meta = Meta.of(start, databases, choice.leftOut(), choice.panel());
            staging.describe(json, meta);
            copying.run();
            Contents made = copy(repository, source, staging, start, choice, meta);
            whole.accept(made.snapshot());
            return made;
        }
    }

    /** Takes away what an interrupted run may have left beside the site; what cannot be now is by the site's next backup. */
    void clear(Start start) {
        try {
            clear(open(start.site()));
        } catch (IOException e) {
            LOG.warnf(e, "What backup %s left beside its site is cleared away by the next one", start.backup());
        }
    }

    private void clear(Source source) throws IOException {
        RemoteSite there = remote(source);
        if (there == null) Staging.clear(source);
        else there.clear();
    }

    /** One that leads out of the site is none of it. */
    private static Choice.Present here(Source source) throws IOException {
        SiteFiles files = new LocalSiteFiles(source.root());
        return path -> {
            try {
                files.stat(path);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }

    private @Nullable RemoteSite remote(Source source) {
        SshHost host = source.there();
        return host == null ? null : new RemoteSite(host, source, elsewhere.cache());
    }

    private Workplace workplace(RemoteSite there, UUID site) throws IOException {
        return RemoteStaging.beside(
                there, site, repositories::gate, bounds, data.directory().toAbsolutePath());
    }

    private Source open(UUID site) throws IOException {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                try {
                    return sources.open(site);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Dumped> dump(Source source, Workplace staging) throws IOException {
        List<Dumped> databases = new ArrayList<>();
        for (DumpSource database : source.databases()) {
            Set<String> before = database.tables();
            DumpCount count = database.dump(staging.databases());
            DumpIncomplete.demandNone(database.name(), before, database.tables(), count);
            databases.add(new Dumped(
                    database.name(), database.engine(), List.copyOf(count.rows().keySet()), count.rows()));
        }
        return List.copyOf(databases);
    }

    private Contents copy(
            ResticRepository repository, Source source, Workplace staging, Start start, Choice choice, Meta meta)
            throws IOException {
        BackupSummary summary;
        try {
            summary = staging.copy(
                    repository,
                    root -> choice.request(source, staging.name(), root).tagged(tag(start)),
                    progress -> report(start.backup(), progress));
        } catch (ResticException.BackupIncomplete e) {
            if (!vanished(e.unreadable())) {
                // A point that lacks files of the site is none: it must not be offered for a restore.
                takeBack(repository, e.summary().snapshotId(), e);
                throw e;
            }
            summary = e.summary();
        }
        try {
            staging.demandUntouched();
        } catch (IOException e) {
            takeBack(repository, summary.snapshotId(), e);
            throw e;
        }
        return new Contents(
                start.at(),
                summary.snapshotId(),
                summary.filesProcessed(),
                summary.bytesProcessed(),
                summary.bytesAdded(),
                meta.databases(),
                new Churn(summary.filesNew(), summary.filesChanged(), summary.filesUnmodified()),
                meta.beside());
    }

    /** What cannot be forgotten now is by the reconciliation: no run takes it for its own. */
    private static void takeBack(ResticRepository repository, String snapshot, Exception why) {
        try {
            repository.forget(List.of(snapshot));
        } catch (ResticException.Cancelled e) {
            e.addSuppressed(why);
            throw e;
        } catch (ResticException e) {
            LOG.infof("The snapshot %s is not whole, and stays for now: %s", snapshot, e.getMessage());
            why.addSuppressed(e);
        }
    }

    /** Caches and sessions of a living site come and go while it is copied: what is gone is not missing. */
    static boolean vanished(List<Unreadable> unreadable) {
        return !unreadable.isEmpty()
                && unreadable.stream().allMatch(item -> item.reason().endsWith("no such file or directory"));
    }

    /** The whole snapshot that an earlier start of this run made, if it came that far. Others of the run may lack files. */
    private Optional<Contents> find(ResticRepository repository, Start start) throws IOException {
        if (start.whole().isEmpty()) return Optional.empty();
        String whole = start.whole().get();
        boolean there = repository.snapshots().stream().map(Snapshot::id).anyMatch(whole::equals);
        return there ? Optional.of(read(repository, whole)) : Optional.empty();
    }

    private Contents read(ResticRepository repository, String snapshot) throws IOException {
        ByteArrayOutputStream described = new ByteArrayOutputStream();
        repository.dumpFile(snapshot, "/" + Staging.NAME + "/" + Staging.META, described);
        Meta meta = json.readValue(described.toByteArray(), Meta.class);
        long[] filesAndBytes = new long[2];
        repository.list(snapshot, node -> {
            if (node.type() != Node.Type.FILE) return;
            filesAndBytes[0]++;
            filesAndBytes[1] += node.size();
        });
        return new Contents(
                meta.at(), snapshot, filesAndBytes[0], filesAndBytes[1], 0, meta.databases(), null, meta.beside());
    }

    private static String tag(Start start) {
        return "backup-" + start.backup();
    }

    private void report(UUID backup, org.gardefou.restic.Progress progress) {
        Duration remaining = progress.remaining();
        feed.report(
                backup,
                new Progress(
                        Backup.State.COPYING.name(),
                        (int) progress.percent(),
                        progress.bytesDone(),
                        progress.filesDone(),
                        progress.bytesPerSecond(),
                        remaining,
                        clock.instant(),
                        false));
    }
}
