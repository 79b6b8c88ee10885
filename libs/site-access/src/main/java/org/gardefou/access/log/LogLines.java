package org.gardefou.access.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines in some bytes of a log.
 *
 * @param consumed bytes up to the end of the last line taken
 */
record LogLines(List<Line> lines, int consumed) {
    /** Matching an endless line against many patterns takes seconds; what matters stands at its beginning. */
    static final int LONGEST_LINE = 16 * 1024;

    record Line(String text, boolean cut) {}

    /**
     * Splits.
     *
     * @param midLine whether the bytes begin in the middle of a line, which is then left out
     * @param more whether the file goes on after the bytes, so that an unfinished line is left for the next reading
     */
    static LogLines of(byte[] bytes, boolean midLine, boolean more) {
        List<Line> lines = new ArrayList<>();
        int from = midLine ? next(bytes, 0) : 0;
        int consumed = from;
        while (from < bytes.length) {
            int next = next(bytes, from);
            boolean ended = next > from && bytes[next - 1] == '\n';
            // A line longer than all we may read would be waited for for ever; it is taken as it is.
            if (!ended && more && from > 0) {
                break;
            }
            lines.add(line(bytes, from, ended ? next - 1 : next));
            from = next;
            consumed = next;
        }
        return new LogLines(lines, consumed);
    }

    /** Compressed and other foreign files are full of control characters; a log truncated while open begins with NULs. */
    static boolean binary(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && bytes[start] == 0) {
            start++;
        }
        int odd = 0;
        for (int i = start; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != 27) {
                odd++;
            }
        }
        return odd * 20L > bytes.length - start;
    }

    private static Line line(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && bytes[start] == 0) {
            start++;
        }
        int end = to > start && bytes[to - 1] == '\r' ? to - 1 : to;
        int length = Math.min(end - start, LONGEST_LINE);
        return new Line(new String(bytes, start, length, StandardCharsets.UTF_8), end - start > LONGEST_LINE);
    }

    private static int next(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return bytes.length;
    }
}
