package org.gardefou.backup.restorepoint;

/** What restic counted of the files of a snapshot against the one before; all new where there was none. */
public record Churn(long filesNew, long filesChanged, long filesUnmodified) {

    /** The share of files that are new or changed: 0 to 1. */
    public double share() {
        long all = filesNew + filesChanged + filesUnmodified;
        return all == 0 ? 0 : (double) (filesNew + filesChanged) / all;
    }

    /** Whether nothing of the snapshot was in the one before: there was none, or none of the same folders. */
    public boolean first() {
        return filesChanged + filesUnmodified == 0;
    }
}
