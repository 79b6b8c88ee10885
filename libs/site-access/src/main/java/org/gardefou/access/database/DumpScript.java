package org.gardefou.access.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gardefou.access.host.Input;

/**
 * A dump on its way to a user who may be nobody else: the {@code DEFINER} clauses, which the dump program writes in a
 * few fixed forms at the beginning of a line, are left out, so that what is made belongs to the user who loads. A clause in
 * another form stays, and the server refuses it (1227).
 */
final class DumpScript {
    private static final Pattern DEFINER =
            Pattern.compile("^((?:/\\*!5\\d{4} )?CREATE(?: |\\*/ /\\*!5\\d{4} )|/\\*!5\\d{4} )DEFINER="
                    + Definition.QUOTED + "@" + Definition.QUOTED + " ?");

    /** How a line begins that may hold one: of all others, which are nearly all of a dump, nothing is looked at. */
    private static final List<byte[]> BEGINNINGS = Stream.of("CREATE DEFINER=", "/*!5")
            .map(text -> text.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private static final int PIECE = 256 * 1024;

    private DumpScript() {}

    static Input withoutDefiners(Path dump) {
        return Input.from(out -> {
            try (InputStream in = Files.newInputStream(dump)) {
                copy(in, out);
            }
        });
    }

    /** The same of a file of tables, without the rows of those that are not wanted; the tables themselves are all made. */
    static Input withRowsOf(Set<String> tables, Path dump) {
        return Input.from(out -> {
            try (InputStream in = Files.newInputStream(dump);
                    OutputStream wanted = new WantedRows(new BufferedOutputStream(out, PIECE), tables)) {
                copy(in, wanted);
            }
        });
    }

    /** In large pieces: byte by byte and line by line it took longer than the server takes to load them. */
    static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[PIECE];
        int length = 0;
        // So much of the line that the buffer begins with is known to hold no end of it.
        int sought = 0;
        boolean midLine = false;
        for (boolean ended = false; !ended; ) {
            int read = in.read(buffer, length, buffer.length - length);
            ended = read < 0;
            length += Math.max(0, read);
            int at = 0;
            int written = 0;
            while (at < length) {
                int end = behindLine(buffer, at + sought, length);
                sought = 0;
                int stop = end < 0 ? length : end;
                if (midLine || !mayDefine(buffer, at, stop)) {
                    at = stop;
                    midLine = end < 0;
                } else if (end < 0 && !ended) {
                    // The rest of the line decides.
                    break;
                } else {
                    out.write(buffer, written, at - written);
                    out.write(strip(buffer, at, stop));
                    at = stop;
                    written = stop;
                }
            }
            out.write(buffer, written, at - written);
            length -= at;
            System.arraycopy(buffer, at, buffer, 0, length);
            sought = length;
            if (length == buffer.length) buffer = Arrays.copyOf(buffer, 2 * length);
        }
    }

    /** Behind the end of the line that begins there; -1 when it goes on. */
    private static int behindLine(byte[] buffer, int from, int length) {
        for (int i = from; i < length; i++) {
            if (buffer[i] == '\n') return i + 1;
        }
        return -1;
    }

    /** Whether what is known of a line is the beginning of one with a definer. */
    private static boolean mayDefine(byte[] buffer, int from, int to) {
        for (byte[] beginning : BEGINNINGS) {
            int known = Math.min(beginning.length, to - from);
            if (Arrays.equals(buffer, from, from + known, beginning, 0, known)) return true;
        }
        return false;
    }

    private static byte[] strip(byte[] buffer, int from, int to) {
        // ISO 8859-1 keeps every byte as it is, whatever the dump's own character set.
        String text = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        return DEFINER.matcher(text).replaceFirst("$1").getBytes(StandardCharsets.ISO_8859_1);
    }
}
