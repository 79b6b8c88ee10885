package org.gardefou.access.apart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines from somebody who is not trusted: neither a line nor all of them together can be longer than they may. */
final class BoundedLines {

    private final InputStream in;
    private final int longest;
    private long left;

    /**
     * Reads from a stream.
     *
     * @param longest bytes of a line
     * @param most bytes of all together
     */
    BoundedLines(InputStream in, int longest, long most) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
        this.left = most;
    }

    /**
     * The next one without its end; null behind the last one, which counts only when it has an end.
     *
     * @throws IOException also when too much was said
     */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = in.read();
        while (read >= 0 && read != '\n') {
            if (line.size() == longest || --left < 0) throw new IOException("The boot says more than it may");
            line.write(read);
            read = in.read();
        }
        return read < 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}
