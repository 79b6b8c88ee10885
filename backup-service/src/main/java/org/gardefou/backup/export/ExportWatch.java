package org.gardefou.backup.export;

import java.time.Clock;
import java.util.UUID;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.export.ExportLog.Start;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.gardefou.restic.Cancellation;
import org.jboss.logging.Logger;

/**
 * Looks, once a second, how far a copying is and whether it is wanted still: restic tells neither. The bytes are compared with those of the restore
 * point, of which compression and what is there twice save some, so that the last percents pass at once.
 */
final class ExportWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ExportWatch.class);
    private static final long BEAT_MILLIS = 1000;
    private static final int NEARLY = 99;

    private final Start start;
    private final ExportPlace place;
    private final ExportLog log;
    private final ProgressFeed feed;
    private final Clock clock;
    private final Cancellation cancellation = new Cancellation();
    private final Thread thread;

    ExportWatch(Start start, ExportPlace place, ExportLog log, ProgressFeed feed, Clock clock) {
        this.start = start;
        this.place = place;
        this.log = log;
        this.feed = feed;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("export-watch").start(this::watch);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void watch() {
        UUID id = start.export();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look(id);
                Thread.sleep(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            // The copying has ended.
            Thread.currentThread().interrupt();
        }
    }

    private void look(UUID id) {
        try {
            if (!log.wanted(id)) cancellation.cancel();
            long bytes = place.bytes(id);
            int percent = start.pointBytes() == 0 ? 0 : (int) Math.min(NEARLY, bytes * 100 / start.pointBytes());
            feed.report(
                    id, new Progress(State.COPYING.name(), percent, bytes, null, null, null, clock.instant(), false));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Export %s could not be looked after; it is again in a moment", id);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            // What it reports last must not come behind the end.
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
