package org.gardefou.backup.run;

import java.io.IOException;

/** The machine of a site lacks what a backup over SSH needs; the message says what to do. */
final class ServerNotReady extends IOException {
    private static final long serialVersionUID = 1L;

    ServerNotReady(String message) {
        super(message);
    }
}
