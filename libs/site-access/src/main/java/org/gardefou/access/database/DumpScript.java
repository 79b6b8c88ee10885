package org.gardefou.access.database;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
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

    private DumpScript() {}

    static Input withoutDefiners(Path dump) {
        return Input.from(out -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
                copy(in, out);
            }
        });
    }

    /** The same of a file of tables, without the rows of those that are not wanted; the tables themselves are all made. */
    static Input withRowsOf(Set<String> tables, Path dump) {
        return Input.from(out -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(dump));
                    OutputStream wanted = new WantedRows(out, tables)) {
                copy(in, wanted);
            }
        });
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0) {
            line.write(b);
            if (b == '\n') {
                out.write(strip(line));
                line.reset();
            }
            b = in.read();
        }
        out.write(strip(line));
    }

    private static byte[] strip(ByteArrayOutputStream line) {
        // ISO 8859-1 keeps every byte as it is, whatever the dump's own character set.
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.startsWith("CREATE DEFINER=") && !text.startsWith("/*!5")) {
            return line.toByteArray();
        }
        return DEFINER.matcher(text).replaceFirst("$1").getBytes(StandardCharsets.ISO_8859_1);
    }
}
