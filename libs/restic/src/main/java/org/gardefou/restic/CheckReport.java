package org.gardefou.restic;

import java.util.List;
import java.util.Set;

/**
 * What a check found.
 *
 * @param clean nothing was wrong, as deep as it looked
 * @param problems in restic's words
 * @param damagedPacks full ids of the damaged pack files
 */
public record CheckReport(boolean clean, List<String> problems, Set<String> damagedPacks) {}
