package org.gardefou.diagnostics.server;

/**
 * Where a database server listens.
 *
 * @param host a name or an address; {@code localhost} is 127.0.0.1
 */
public record DatabaseAddress(String host, int port) {

    /** An address in the form in which two can be compared. */
    public static DatabaseAddress of(String host, int port) {
        return new DatabaseAddress(host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host, port);
    }
}
