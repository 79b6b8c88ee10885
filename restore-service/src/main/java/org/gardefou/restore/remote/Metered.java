package org.gardefou.restore.remote;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.gardefou.restic.Progress;
import org.gardefou.restic.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Tells once a second how much of a stream has passed. */
final class Metered extends FilterOutputStream {

    private static final double SECOND = 1e9;

    /** The last bytes are not yet where they go. */
    private static final double NEARLY = 99;

    private final long expected;
    private final ProgressListener listener;
    private final long begun = System.nanoTime();
    private long told = begun;
    private long passed;

    Metered(OutputStream out, long expected, ProgressListener listener) {
        super(out);
        this.expected = expected;
        this.listener = listener;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        passed += length;
        long now = System.nanoTime();
        if (now - told < SECOND) return;
        told = now;
        long rate = (long) (passed / ((now - begun) / SECOND));
        listener.on(new Progress(
                Math.min(NEARLY, 100.0 * passed / Math.max(1, expected)),
                Math.min(passed, expected),
                expected,
                0,
                0,
                remaining(rate),
                rate));
    }

    private @Nullable Duration remaining(long rate) {
        return rate < 1 ? null : Duration.ofSeconds(Math.max(0, expected - passed) / rate);
    }
}
