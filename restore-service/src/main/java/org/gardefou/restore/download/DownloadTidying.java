package org.gardefou.restore.download;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.job.RepeatedJob;

/** Ends downloads whose time is over, and removes the files of all that have ended. */
@ApplicationScoped
class DownloadTidying implements RepeatedJob {

    private final Downloads downloads;
    private final PackedFiles files;
    private final Clock clock;

    DownloadTidying(Downloads downloads, PackedFiles files, Clock clock) {
        this.downloads = downloads;
        this.files = files;
        this.clock = clock;
    }

    private record Known(Set<UUID> preparing, Set<UUID> ready) {}

    @Override
    public String name() {
        return "download-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() throws IOException {
        // The folder first: what is asked for meanwhile is not in it yet.
        List<Path> there = files.all();
        Known known = QuarkusTransaction.requiringNew().call(() -> {
            downloads.over(clock.instant()).forEach(Download::expired);
            downloads.flush();
            return new Known(downloads.idsIn(Download.State.PREPARING), downloads.idsIn(Download.State.READY));
        });
        for (Path one : there) {
            if (!PackedFiles.needed(one, known.preparing(), known.ready())) Files.deleteIfExists(one);
        }
    }
}
