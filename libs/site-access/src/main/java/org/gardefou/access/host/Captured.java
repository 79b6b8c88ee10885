package org.gardefou.access.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A command's whole output in memory, as long as it is not too long. */
public final class Captured implements Output.Reader {
    private final int most;
    private byte[] bytes = new byte[0];

    /** At most so many bytes; a command that writes more is ended. */
    public Captured(int most) {
        this.most = most;
    }

    @Override
    public void readFrom(InputStream in) throws IOException {
        bytes = in.readNBytes(most);
        if (in.read() >= 0) {
            throw new IOException("it wrote more than the " + most + " bytes that are kept");
        }
    }

    /** What it wrote, in UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
