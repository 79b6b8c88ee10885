package org.gardefou.restic;

/** Hears how far a call has come, about once a second, on the calling thread. An exception of it stops the call. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = progress -> {};

    void on(Progress progress);
}
