package org.gardefou.restic;

import java.util.List;

/**
 * What became of the locks of a repository.
 *
 * @param removed locks of our own dead processes, now gone
 * @param kept all others: of living processes, of other hosts, of processes that were not ours
 */
public record Unlocked(List<Lock> removed, List<Lock> kept) {}
