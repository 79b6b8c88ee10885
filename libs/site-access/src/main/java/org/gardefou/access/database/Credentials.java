package org.gardefou.access.database;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a database server and as whom. Its text form hides the password.
 *
 * @param host name or address for TCP; null for a socket
 * @param port for TCP
 * @param socket absolute path on the database's host; null for TCP
 */
public record Credentials(
        @Nullable String host, int port, @Nullable String socket, String user, String password) {
    /** Refuses what an option file cannot carry. */
    public Credentials {
        if ((host == null) == (socket == null)) {
            throw new IllegalArgumentException(
                    "A database server is reached by a host or by a socket: give one of them.");
        }
        for (String value : new String[] {host == null ? "" : host, socket == null ? "" : socket, user, password}) {
            if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
                throw new IllegalArgumentException("A line break or a NUL cannot be part of database credentials.");
            }
        }
    }

    /** Over TCP, even when the host is {@code localhost}. */
    public static Credentials tcp(String host, int port, String user, String password) {
        return new Credentials(host, port, null, user, password);
    }

    /** Over a socket of the host. */
    public static Credentials socket(String socket, String user, String password) {
        return new Credentials(null, 0, socket, user, password);
    }

    /** The same server as somebody else. */
    public Credentials as(String otherUser, String otherPassword) {
        return new Credentials(host, port, socket, otherUser, otherPassword);
    }

    /** The option file that the client programs read. */
    String optionFile() {
        StringBuilder text = new StringBuilder("[client]\n");
        option(text, "user", user);
        option(text, "password", password);
        if (socket != null) {
            option(text, "socket", socket);
            option(text, "protocol", "socket");
        }
        if (host != null) {
            option(text, "host", host);
            option(text, "port", Integer.toString(port));
            option(text, "protocol", "tcp");
        }
        return text.toString();
    }

    private static void option(StringBuilder text, String name, String value) {
        text.append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
    }

    @Override
    public String toString() {
        return user + " at " + (socket != null ? socket : host + ":" + port);
    }
}
