package org.gardefou.terms.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Who owns the tables of the test's database and may do with them what the service itself may not. */
public final class Owner {

    private Owner() {}

    public static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty("quarkus.flyway.jdbc-url"),
                System.getProperty("quarkus.flyway.username"),
                System.getProperty("quarkus.flyway.password"));
    }
}
