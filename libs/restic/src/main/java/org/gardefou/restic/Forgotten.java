package org.gardefou.restic;

import java.util.List;

/**
 * The outcome of forgetting snapshots.
 *
 * @param removed ids that were there and are no more
 * @param unknown ids that were not there
 */
public record Forgotten(List<String> removed, List<String> unknown) {}
