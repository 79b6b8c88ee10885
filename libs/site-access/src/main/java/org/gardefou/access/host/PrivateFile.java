package org.gardefou.access.host;

import java.io.IOException;

/** A short-lived file that only we can read; closing it deletes it. */
public interface PrivateFile extends AutoCloseable {
    /** Its absolute path on the host. */
    String path();

    @Override
    void close() throws IOException;
}
