package org.gardefou.backup.source;

import java.io.IOException;

/** What is to be backed up is not where it should be. */
public final class SourceMissing extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is missing. */
    public enum What {
        SITE,
        SERVER,
        FOLDER
    }

    private final What what;

    public SourceMissing(What what, String message) {
        super(message);
        this.what = what;
    }

    public What what() {
        return what;
    }
}
