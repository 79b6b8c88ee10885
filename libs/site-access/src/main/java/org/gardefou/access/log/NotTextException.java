package org.gardefou.access.log;

import java.io.IOException;

/** What was to be read as a log is not text: compressed, or another program's file. */
public final class NotTextException extends IOException {
    private static final long serialVersionUID = 1;

    NotTextException() {
        super("It is not a text log: compressed in a way that is not known, or another program's file.");
    }
}
