package org.gardefou.access.log;

/** What reading a log gave. That it could not be read is a result too: silence is never health. */
public sealed interface LogReading {
    /**
     * It was read.
     *
     * @param end where a later reading goes on
     * @param bytes that were gone through
     * @param complete false when older entries were beyond the limit of bytes, or rotated away to where they were not found
     */
    record Read(LogMark end, long bytes, boolean complete) implements LogReading {}

    /**
     * It could not be read.
     *
     * @param detail one sentence for people
     */
    record Unreadable(Reason reason, String detail) implements LogReading {}

    /** Why a log could not be read. */
    enum Reason {
        /** There is no such file. */
        MISSING,
        /** We may not read it. */
        NOT_PERMITTED,
        /** A directory, a FIFO, a device. */
        NOT_A_FILE,
        /** A link in it leads out of the folder in which it should be. */
        OUTSIDE_ROOT,
        /** Not text: compressed, or another thing's file. */
        BINARY,
        /** Something else. */
        OTHER
    }
}
