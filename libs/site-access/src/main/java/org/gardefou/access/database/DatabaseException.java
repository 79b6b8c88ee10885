package org.gardefou.access.database;

import java.io.IOException;

/** The database, or a client program of it, did not do what it was asked. */
public final class DatabaseException extends IOException {
    /** The code when it was not the server that complained. */
    public static final int NO_CODE = -1;

    /** The code when a schema has definitions, and no account of its site is known to own them. */
    public static final int OWNER_MISSING = -2;

    /** The code when somebody else's grant reaches a schema that must be ours alone. */
    public static final int REACHED = -3;

    /** The code when foreign keys tie tables that were chosen to tables that were not. */
    public static final int LINKED = -4;

    /** The code when a dump does not hold a table that was chosen. */
    public static final int TABLE_MISSING = -5;

    /** What MariaDB's own clients say when nobody answers. */
    static final int NO_CONNECTION = 2003;

    /** What they say when the connection went away in the middle. */
    static final int CONNECTION_LOST = 2013;

    private static final long serialVersionUID = 1L;

    private final int code;

    DatabaseException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The error number of MariaDB or MySQL, or one of ours, which are negative. */
    public int code() {
        return code;
    }
}
