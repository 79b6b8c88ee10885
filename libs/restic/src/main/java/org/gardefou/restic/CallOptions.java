package org.gardefou.restic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of {@link ResticRepository#using(CallOptions)} run.
 *
 * @param timeout how long one restic process may take before it is stopped with {@link ResticException.TimedOut};
 *     null for the default: {@link #METADATA_TIMEOUT} for calls that read metadata, {@link #DATA_TIMEOUT} for the others
 * @param withoutLock whether reading calls go without a lock ({@code --no-lock}), so that they also work while a check
 *     or a prune holds the repository. They may then fail when a prune removes what they are reading
 * @param unconfined whether a backup may read what lies outside of its base directory although the machine could keep it from
 *     that: for a service with the rights of one customer only, whose repository needs more of the machine's files
 * @param cancellation stops the calls; null when nobody will
 */
public record CallOptions(
        @Nullable Duration timeout,
        boolean withoutLock,
        boolean unconfined,
        @Nullable Cancellation cancellation) {
    /** Opening a repository costs a quarter of a second; five minutes leave room for a slow link and its retries. */
    public static final Duration METADATA_TIMEOUT = Duration.ofMinutes(5);

    /** A first backup of some hundred GB over a slow link takes hours; beyond a day the next run is due. */
    public static final Duration DATA_TIMEOUT = Duration.ofHours(24);

    public static CallOptions defaults() {
        return new CallOptions(null, false, false, null);
    }

    public CallOptions within(Duration limit) {
        return new CallOptions(limit, withoutLock, unconfined, cancellation);
    }

    public CallOptions readingWithoutLock() {
        return new CallOptions(timeout, true, unconfined, cancellation);
    }

    public CallOptions cancelledBy(Cancellation token) {
        return new CallOptions(timeout, withoutLock, unconfined, token);
    }

    /** The same without bounds for a backup. */
    public CallOptions withoutConfinement() {
        return new CallOptions(timeout, withoutLock, true, cancellation);
    }

    Duration timeoutOr(Duration standard) {
        return timeout == null ? standard : timeout;
    }
}
