package org.gardefou.access.database;

/**
 * One table or view.
 *
 * @param engine empty for a view
 * @param rows as the engine estimates them; exact for none
 * @param bytes of data and indexes, estimated too
 */
public record Table(String name, Kind kind, String engine, long rows, long bytes) {
    /** What it is. */
    public enum Kind {
        /** Holds rows. */
        BASE_TABLE,
        /** Is a query. */
        VIEW,
        /** Hands out numbers (MariaDB). */
        SEQUENCE
    }
}
