package org.gardefou.access.log;

/**
 * A place in a log.
 *
 * @param identity of the file, which a rotation changes
 * @param offset in bytes
 */
public record LogPosition(String identity, long offset) {}
