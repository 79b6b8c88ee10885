package org.gardefou.restic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a call failed. The message says what to do, and holds no secret. */
public abstract sealed class ResticException extends RuntimeException {
    private ResticException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private ResticException(String message) {
        this(message, null);
    }

    /** There is no usable restic binary. */
    public static final class BinaryMissing extends ResticException {
        BinaryMissing(String what, @Nullable Throwable cause) {
            super(
                    what + " Install restic " + ResticVersion.OLDEST
                            + " or newer (Debian, Ubuntu: apt-get install restic; others: https://restic.net), or name"
                            + " its path in the configuration.",
                    cause);
        }
    }

    /** There is no repository at the location. */
    public static final class RepositoryMissing extends ResticException {
        RepositoryMissing(String location) {
            super("There is no repository at " + location
                    + ". Check the location, or make it with init(). If it was there before, its storage is not mounted"
                    + " or was emptied: find out before making a new one.");
        }
    }

    /** The storage of the repository does not answer, or refuses. */
    public static final class RepositoryUnreachable extends ResticException {
        private final boolean refused;

        RepositoryUnreachable(String location, String reason) {
            this(location, reason, Retries.refused(reason));
        }

        private RepositoryUnreachable(String location, String reason, boolean refused) {
            super(
                    refused
                            ? "The storage of the repository at " + location + " refuses (" + reason
                                    + "). Check the account's keys and its rights to read, write and delete there, then try"
                                    + " again. Where nothing may be deleted, that is to be known of the place (append-only)."
                            : "The repository at " + location + " cannot be reached (" + reason
                                    + "). Check the network, the server and the credentials; nothing was changed, so try again"
                                    + " later.");
            this.refused = refused;
        }

        /** Whether it answered that it will not, so that waiting does not help. */
        public boolean refused() {
            return refused;
        }
    }

    /** The password opens no key of the repository. */
    public static final class WrongPassword extends ResticException {
        WrongPassword(String location) {
            super("The password does not open the repository at " + location
                    + ". Give the password it was made with; without it the data cannot be read by anybody.");
        }
    }

    /** Another process holds the repository. */
    public static final class RepositoryLocked extends ResticException {
        private final long pid;
        private final String host;
        private final boolean exclusive;
        private final @Nullable Instant since;

        RepositoryLocked(long pid, String host, boolean exclusive, @Nullable Instant since) {
            super("The repository is locked" + (exclusive ? " exclusively" : "") + " by process " + pid + " on " + host
                    + (since == null ? "" : " since " + since)
                    + ". Wait until that one is done. If it was ours and is dead, unlockOwnDead() clears the lock; if it"
                    + " ran on another host, make sure that it is dead and run \"restic unlock\" there.");
            this.pid = pid;
            this.host = host;
            this.exclusive = exclusive;
            this.since = since;
        }

        /** The process that holds the lock, -1 when restic did not say. */
        public long pid() {
            return pid;
        }

        public String host() {
            return host;
        }

        public boolean exclusive() {
            return exclusive;
        }

        public @Nullable Instant since() {
            return since;
        }
    }

    /** A snapshot id that the repository does not know. */
    public static final class SnapshotUnknown extends ResticException {
        SnapshotUnknown(String id) {
            super("The repository has no snapshot \"" + id
                    + "\". It may have been forgotten: list the snapshots and choose one of them.");
        }
    }

    /** A path that is not where it was asked for: on disk before a backup, or in a snapshot. */
    public static final class PathMissing extends ResticException {
        private final List<String> paths;

        PathMissing(List<String> paths, String where) {
            super("Not found in " + where + ": " + String.join(", ", paths)
                    + ". Correct the path; nothing was written.");
            this.paths = List.copyOf(paths);
        }

        public List<String> paths() {
            return paths;
        }
    }

    /** A disk is full, or a quota is used up. */
    public static final class NoSpace extends ResticException {
        private final Place place;

        NoSpace(Place place, String where, String reason) {
            super("No space left on the " + place.text + " (" + where + "): " + reason
                    + ". Free space there or raise the quota, then run it again; what was stored before is intact.");
            this.place = place;
        }

        public Place place() {
            return place;
        }

        /** Whose disk is full. */
        public enum Place {
            REPOSITORY("repository's storage"),
            TARGET("target's disk"),
            CACHE("cache's disk");

            private final String text;

            Place(String text) {
                this.text = text;
            }
        }
    }

    /** A snapshot was written, but not all could be read. */
    public static final class BackupIncomplete extends ResticException {
        private final BackupSummary summary;
        private final List<Unreadable> unreadable;

        BackupIncomplete(BackupSummary summary, List<Unreadable> unreadable) {
            super("The snapshot " + summary.snapshotId() + " was written without " + unreadable.size()
                    + " items that could not be read, first "
                    + unreadable.stream().findFirst().orElse(null)
                    + ". Make them readable or exclude them, then back up again.");
            this.summary = summary;
            this.unreadable = List.copyOf(unreadable);
        }

        /** Of the snapshot that was written all the same. */
        public BackupSummary summary() {
            return summary;
        }

        public List<Unreadable> unreadable() {
            return unreadable;
        }
    }

    /** A restore whose includes match nothing; restic itself would call that a success. */
    public static final class NothingSelected extends ResticException {
        NothingSelected(String id, List<String> includes) {
            super("Snapshot " + id + " holds nothing at " + includes
                    + ". Choose paths that list() shows; nothing was restored.");
        }
    }

    /** A restore after which not everything is on disk. */
    public static final class RestoreIncomplete extends ResticException {
        private final Contents expected;
        private final Contents found;
        private final List<Unreadable> failed;

        RestoreIncomplete(Contents expected, Contents found, List<Unreadable> failed) {
            super("The restore left " + found + " where " + expected + " was expected"
                    + (failed.isEmpty() ? "" : ", first failure " + failed.getFirst())
                    + ". Do not use the target: remove it, look at the cause and restore again.");
            this.expected = expected;
            this.found = found;
            this.failed = List.copyOf(failed);
        }

        public Contents expected() {
            return expected;
        }

        public Contents found() {
            return found;
        }

        public List<Unreadable> failed() {
            return failed;
        }
    }

    /** The repository's data is damaged. */
    public static final class Damaged extends ResticException {
        private final List<String> files;

        Damaged(String location, List<String> files, String reason) {
            super(
                    "The repository at " + location + " is damaged (" + reason + ")"
                            + (files.isEmpty()
                                    ? ""
                                    : "; affected: " + String.join(", ", files.subList(0, Math.min(5, files.size()))))
                            + ". Use another restore point, check the storage's disk, then run check(readData) and restic's repair.");
            this.files = List.copyOf(files);
        }

        /** What could not be read of it, as far as restic names it. */
        public List<String> files() {
            return files;
        }
    }

    /** Stopped on request. */
    public static final class Cancelled extends ResticException {
        Cancelled(String operation) {
            super("The " + operation
                    + " was cancelled. Nothing is left to clean up but a partial restore's target; start it"
                    + " again when it is wanted.");
        }
    }

    /** Stopped because it took too long. */
    public static final class TimedOut extends ResticException {
        TimedOut(String operation, Duration limit) {
            super("The " + operation + " was stopped after " + limit
                    + ". See what slows it (storage, network, load), or allow it more time.");
        }
    }

    /** Anything else. */
    public static final class ResticFailed extends ResticException {
        private final int exit;
        private final String stderrTail;

        ResticFailed(String operation, int exit, String stderrTail, @Nullable Throwable cause) {
            super(
                    "restic could not finish the " + operation + " (exit code " + exit + "): " + stderrTail
                            + " Its own words say what is wrong; correct that and run it again.",
                    cause);
            this.exit = exit;
            this.stderrTail = stderrTail;
        }

        /** restic's exit code, -1 when it never started. */
        public int exit() {
            return exit;
        }

        /** The last lines of what it said, secrets blotted out. */
        public String stderrTail() {
            return stderrTail;
        }
    }
}
