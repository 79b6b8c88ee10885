package org.gardefou.access.database;

/**
 * What an attempt to use a database gave.
 *
 * @param code the server's or client's error number; 0 when connected
 * @param text its words; empty when connected
 */
public record ProbeOutcome(Kind kind, int code, String text) {
    /** In one word. */
    public enum Kind {
        /** It works. */
        CONNECTED,
        /** Wrong user or password, or no right to the schema (1044, 1045, 1130, 1698). */
        ACCESS_DENIED,
        /** Nobody answers there (2002, 2003, 2005). */
        UNREACHABLE,
        /** There is no such schema (1049). */
        UNKNOWN_DATABASE,
        /** The server or the user has no connection left (1040, 1203, 1226). */
        TOO_MANY_CONNECTIONS,
        /** The server hung up (2006, 2013, 2055). */
        SERVER_GONE,
        /** Something else, see code and text. */
        OTHER
    }

    static ProbeOutcome of(DatabaseException e) {
        Kind kind =
                switch (e.code()) {
                    case 1044, 1045, 1130, 1698 -> Kind.ACCESS_DENIED;
                    case 2002, 2003, 2005 -> Kind.UNREACHABLE;
                    case 1049 -> Kind.UNKNOWN_DATABASE;
                    case 1040, 1203, 1226 -> Kind.TOO_MANY_CONNECTIONS;
                    case 2006, 2013, 2055 -> Kind.SERVER_GONE;
                    default -> Kind.OTHER;
                };
        return new ProbeOutcome(kind, e.code(), String.valueOf(e.getMessage()));
    }
}
