package org.gardefou.access.log;

/**
 * How far a log has been read.
 *
 * @param identity of the file, which a rotation by renaming changes
 * @param offset in bytes, behind the end of a line
 * @param anchor a hash of what stands right before it: by this the place is found again in a file that was renamed, copied or compressed
 */
public record LogMark(String identity, long offset, String anchor) {}
