package org.gardefou.restore.download;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.repository.RepositoryDoor;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.jboss.logging.Logger;

/**
 * Packs a download into its file. Killed at any point it begins anew: an archive that was cut off has no end to go on from, and nothing of it
 * was told.
 */
@ApplicationScoped
class DownloadJob implements Job {

    private static final Logger LOG = Logger.getLogger(DownloadJob.class);

    private final Downloads downloads;
    private final RestorePoints points;
    private final RepositoryDoor door;
    private final PackedFiles files;
    private final RoomRule room;
    private final ProgressFeed feed;
    private final DownloadConfig config;
    private final Clock clock;

    DownloadJob(
            Downloads downloads,
            RestorePoints points,
            RepositoryDoor door,
            PackedFiles files,
            ProgressFeed feed,
            DownloadConfig config,
            Clock clock) {
        this.downloads = downloads;
        this.points = points;
        this.door = door;
        this.files = files;
        this.room =
                new RoomRule(config.mostBytes(), config.mostKeptBytes(), config.spareBytes(), config.mostZipEntries());
        this.feed = feed;
        this.config = config;
        this.clock = clock;
    }

    /** Somebody took it back while it was made. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super("Withdrawn", null, false, false);
        }
    }

    private record Work(Download download, Optional<RestorePoint> point, long kept) {}

    @Override
    public String name() {
        return "download";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public void run(String id) throws RestoreFailure, IOException {
        UUID download = UUID.fromString(id);
        Work work = QuarkusTransaction.requiringNew().call(() -> {
            Download found = downloads.findById(download);
            return new Work(
                    found,
                    points.findByIdOptional(found.restorePoint())
                            .filter(point -> point.usableSince(found.requestedAt())),
                    downloads.kept());
        });
        if (work.download().state() != Download.State.PREPARING) return;
        Path part = files.making(download);
        try {
            Packed packed = pack(work, part);
            files.force(part);
            end(download, one -> {
                files.made(download, part);
                Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                one.ready(packed, now, now.plus(config.lifetime()));
            });
        } catch (TakenBack e) {
            LOG.debugf("Download %s is not wanted any more", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops", e);
        } catch (RestoreFailure | IOException | RuntimeException e) {
            RestoreFailure why = Failures.of(e);
            if (Thread.currentThread().isInterrupted() || why.passing() && patient(work.download())) throw why;
            LOG.warnf(e, "Download %s cannot be packed", id);
            end(download, one -> one.failed(why));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private boolean patient(Download download) {
        return clock.instant().isBefore(download.requestedAt().plus(config.patience()));
    }

    private Packed pack(Work work, Path part) throws RestoreFailure, IOException, InterruptedException {
        Download download = work.download();
        RestorePoint point = work.point().orElseThrow(RoomRule::pointGone);
        ResticRepository repository =
                door.open(download.site()).using(CallOptions.defaults().within(config.timeout()));
        Selection.Reading reading = new Selection.Reading(download.paths(), download.database());
        repository.list(point.snapshot(), reading::see);
        Selection selection = reading.selection();
        room.demand(selection, download.format(), work.kept(), files.free());
        return new Packing(repository, point.snapshot())
                .pack(selection, download.format(), part, new Watching(download.id(), selection.bytes()));
    }

    /** Tells how far it is, once a second, and looks whether it is still wanted. */
    private final class Watching implements LongConsumer {

        private final UUID download;
        private final long all;
        private Instant next = Instant.EPOCH;

        Watching(UUID download, long all) {
            this.download = download;
            this.all = all;
        }

        @Override
        public void accept(long bytes) {
            Instant now = clock.instant();
            if (now.isBefore(next)) return;
            next = now.plusSeconds(1);
            int percent = all == 0 ? 0 : (int) Math.clamp(100 * bytes / all, 0, 100);
            feed.report(
                    download,
                    new Progress(Download.State.PREPARING.name(), percent, bytes, null, null, null, now, false));
            boolean wanted = QuarkusTransaction.requiringNew()
                    .call(() -> downloads.count("id = ?1 and state = ?2", download, Download.State.PREPARING) == 1);
            if (!wanted) throw new TakenBack();
        }
    }

    private interface Change {
        void make(Download download) throws IOException;
    }

    /** Of two runs, as where one was taken for dead, the first that ends it has made it. */
    private void end(UUID id, Change change) throws IOException {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Download download = downloads.locked(id).orElseThrow();
                if (download.state() != Download.State.PREPARING) return;
                try {
                    change.make(download);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                feed.report(id, Progress.finished(download.state().name(), clock.instant()));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
