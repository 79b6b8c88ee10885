package org.gardefou.access.postgres;

import java.io.IOException;

/** PostgreSQL, or a client program of it, did not do what it was asked. */
public final class PostgresException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** Wrong user or password, or a right that is missing. */
        ACCESS_DENIED,
        /** Nobody answers, or there is no connection left. */
        UNREACHABLE,
        /** There is no such database. */
        UNKNOWN_DATABASE,
        /** Somebody holds a lock for too long, or does not leave the database. */
        BUSY,
        /** The host lacks a client program. */
        CLIENT_MISSING,
        /** The host's client programs are older than the server, and refuse to read it. */
        CLIENT_OUTDATED,
        /** What was dumped cannot be read to its end. */
        DUMP_CUT_SHORT,
        /** The tables of the site are not owned by one role that is nobody's but the site's. */
        OWNER_MISSING,
        /** Something else. */
        OTHER
    }

    private final Kind kind;

    PostgresException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
