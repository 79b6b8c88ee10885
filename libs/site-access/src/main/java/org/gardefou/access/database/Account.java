package org.gardefou.access.database;

/** An account of a database server: a user, and from where. */
public record Account(String user, String host) {
    /** Reads {@code user@host} as the server's catalogue has it. */
    static Account of(String definer) {
        int at = definer.lastIndexOf('@');
        return at < 0 ? new Account(definer, "%") : new Account(definer.substring(0, at), definer.substring(at + 1));
    }

    String sql() {
        return Sql.identifier(user) + "@" + Sql.identifier(host);
    }
}
