package org.gardefou.restic;

/**
 * Asks a running command to stop, from any thread. restic then gets SIGINT, cleans up its lock and leaves no snapshot;
 * the call ends with {@link ResticException.Cancelled}, or normally where it had just finished. It cannot be undone.
 * Interrupting the calling thread does the same.
 */
public final class Cancellation {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
