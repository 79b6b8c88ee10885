package org.gardefou.access.secret;

/** As whom a server's databases are administered. Its text form hides the password. */
public record DatabaseAdministration(String user, String password) {
    @Override
    public String toString() {
        return "database administration as " + user;
    }
}
