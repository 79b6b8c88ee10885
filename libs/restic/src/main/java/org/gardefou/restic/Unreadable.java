package org.gardefou.restic;

/**
 * Something a backup could not read, or a restore could not write.
 *
 * @param path as restic names it; to show, not to open: names that are not UTF-8 are garbled in it
 * @param reason in restic's words
 */
public record Unreadable(String path, String reason) {}
