package org.gardefou.access.database;

import java.io.IOException;

/** The database, or a client program of it, did not do what it was asked. */
public final class DatabaseException extends IOException {
    /** The code when it was not the server that complained. */
    public static final int NO_CODE = -1;

    private static final long serialVersionUID = 1L;

    private final int code;

    DatabaseException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The error number of MariaDB or MySQL, or {@link #NO_CODE}. */
    public int code() {
        return code;
    }
}
