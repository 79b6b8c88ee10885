package org.gardefou.backup.export;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that somebody asks for (RFC 9110, section 14): the first byte, and the one behind the last. Pure.
 */
record ByteRange(long from, long until) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /** Nothing of the file lies in what was asked for. */
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1L;

        Unsatisfiable() {
            super("Nothing of the file lies there", null, false, false);
        }
    }

    /**
     * Reads the header.
     *
     * @return empty for all of the file: without the header, and for one that is not understood or asks for several parts, as the RFC allows
     */
    static Optional<ByteRange> of(@Nullable String header, long size) throws Unsatisfiable {
        if (header == null) return Optional.empty();
        Matcher one = ONE.matcher(header);
        if (!one.matches()) return Optional.empty();
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty()) {
            if (last.isEmpty()) return Optional.empty();
            long suffix = Long.parseLong(last);
            if (suffix == 0) throw new Unsatisfiable();
            return Optional.of(new ByteRange(Math.max(0, size - suffix), size));
        }
        long from = Long.parseLong(first);
        long until = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) return Optional.empty();
        if (from >= size) throw new Unsatisfiable();
        return Optional.of(new ByteRange(from, until));
    }

    long length() {
        return until - from;
    }

    /** As the answer names it. */
    String contentRange(long size) {
        return "bytes " + from + "-" + (until - 1) + "/" + size;
    }
}
