package org.gardefou.restore.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes are sent, by RFC 9110, section 14: one range is, several are answered by everything, which that allows.
 *
 * @param from the first byte
 * @param length how many; never 0, unless the file is empty
 * @param partial whether it is 206
 */
record ByteRange(long from, long length, boolean partial) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /**
     * What is sent of a file; null when no byte of it is asked for: 416.
     *
     * @param header null: there is none
     */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        ByteRange all = new ByteRange(0, size, false);
        Matcher one = ONE.matcher(header == null ? "" : header);
        if (!one.matches()) return all;
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty()) {
            if (last.isEmpty()) return all;
            long suffix = Math.min(Long.parseLong(last), size);
            return suffix == 0 ? null : new ByteRange(size - suffix, suffix, true);
        }
        long from = Long.parseLong(first);
        long until = last.isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(last);
        if (until < from) return all;
        if (from >= size) return null;
        return new ByteRange(from, Math.min(until, size - 1) - from + 1, true);
    }

    /** The value of {@code Content-Range}. */
    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
    }
}
