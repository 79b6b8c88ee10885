package org.gardefou.access.files;

/**
 * A part of a file.
 *
 * @param bytes what was read; ours, not copied
 * @param offset of the first byte in the file
 * @param size of the whole file when it was read
 * @param identity the same as long as it is the same file: a rotated log has another one under the same name
 */
@SuppressWarnings("ArrayRecordComponent")
public record Slice(byte[] bytes, long offset, long size, String identity) {
    /** Where the next read goes on. */
    public long end() {
        return offset + bytes.length;
    }
}
