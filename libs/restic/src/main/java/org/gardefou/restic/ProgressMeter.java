package org.gardefou.restic;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns raw counts into a progress that never goes backwards, with a smoothed rate. */
final class ProgressMeter {
    /** Weight of the newest second in the rate: old enough to be calm, new enough to follow a stall within seconds. */
    private static final double NEWEST = 0.3;

    /** Shown at most until the result is there: the last bytes are read long before the index is written. */
    private static final double NEARLY = 99.0;

    private final ProgressListener listener;
    private final LongSupplier nanoTime;
    private long lastNanos;
    private long lastBytes;
    private double rate;
    private double percent;
    private long bytesDone;
    private long filesDone;

    ProgressMeter(ProgressListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    void update(long bytes, long bytesTotal, long files, long filesTotal) {
        report(bytes, bytesTotal, files, filesTotal, NEARLY);
    }

    void finished(long bytes, long files) {
        percent = 100;
        report(bytes, bytes, files, files, 100);
    }

    private void report(long bytes, long bytesTotal, long files, long filesTotal, double limit) {
        bytesDone = Math.max(bytesDone, bytes);
        filesDone = Math.max(filesDone, files);
        double share = bytesTotal > 0 ? (double) bytes / bytesTotal : filesTotal > 0 ? (double) files / filesTotal : 0;
        percent = Math.max(percent, Math.min(limit, 100 * share));
        measureRate();
        listener.on(new Progress(
                percent,
                bytesDone,
                Math.max(bytesTotal, bytesDone),
                filesDone,
                Math.max(filesTotal, filesDone),
                remaining(bytesTotal),
                Math.round(rate)));
    }

    private void measureRate() {
        long now = nanoTime.getAsLong();
        double seconds = (now - lastNanos) / 1e9;
        if (seconds > 0.05) {
            double current = (bytesDone - lastBytes) / seconds;
            // A report after five seconds weighs as much as five reports after one second.
            double weight = rate == 0 ? 1 : 1 - Math.pow(1 - NEWEST, seconds);
            rate += weight * (current - rate);
            lastNanos = now;
            lastBytes = bytesDone;
        }
    }

    private @Nullable Duration remaining(long bytesTotal) {
        if (rate < 1) {
            return null;
        }
        return Duration.ofSeconds(Math.round(Math.max(0, bytesTotal - bytesDone) / rate));
    }
}
