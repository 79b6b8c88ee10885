package org.gardefou.access.database;

/** An account of a database server: a user, and from where. */
public record Account(String user, String host) {
    /** Reads {@code user@host} as the server's catalogue has it. */
    static Account of(String definer) {
        int at = definer.lastIndexOf('@');
        return at < 0 ? new Account(definer, "%") : new Account(definer.substring(0, at), definer.substring(at + 1));
    }

    String sql() {
        // No account has an empty user but the one for those who give none.
        return (user.isEmpty() ? "``" : Sql.identifier(user)) + "@" + Sql.identifier(host);
    }

    /** As {@code information_schema} writes it, without escapes. */
    String grantee() {
        return "'" + user + "'@'" + host + "'";
    }
}
