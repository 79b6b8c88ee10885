package org.gardefou.local.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes and removes databases, each with a role of the same name that owns it. */
public final class Databases {

    private Databases() {}

    /**
     * Creates a database and its owner where they are missing; nobody else may connect. The password is set anew.
     *
     * @param connection of a superuser
     * @param name of both: lower-case letters, digits and underscores
     * @param password hexadecimal
     */
    public static void create(Connection connection, String name, String password) throws IOException {
        createRole(connection, name, password);
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "pg_database where datname", name)) {
                statement.execute("create database " + name + " owner " + name);
                statement.execute("revoke connect on database " + name + " from public");
            }
        } catch (SQLException cause) {
            throw new IOException("Cannot create database " + name + ": " + cause.getMessage(), cause);
        }
    }

    /** The role that owns a database from whose role it was {@linkplain #separate taken}. */
    public static String ownerOf(String name) {
        requireName(name);
        return name + "_owner";
    }

    /**
     * Takes a database from the role that works in it and gives it to another, {@code <name>_owner}, who alone may change its tables: so that
     * what the owner forbids the worker is forbidden. What the owner makes the worker may read and write unless that is taken away.
     *
     * @param connection of a superuser, to that database
     * @param name of the database and of the role that works in it
     * @param password of the owner, hexadecimal; it is set anew
     */
    public static void separate(Connection connection, String name, String password) throws IOException {
        String owner = ownerOf(name);
        createRole(connection, owner, password);
        try (Statement statement = connection.createStatement()) {
            // The database itself is among what it owns.
            statement.execute("reassign owned by " + name + " to " + owner);
            // Behind that: it takes the worker's own rights along.
            statement.execute("grant connect, temporary on database " + name + " to " + name);
            for (String kind : List.of("tables", "sequences", "functions"))
                statement.execute("alter default privileges for role %s in schema public grant all on %s to %s"
                        .formatted(owner, kind, name));
        } catch (SQLException cause) {
            throw new IOException("Cannot separate database " + name + " from its role: " + cause.getMessage(), cause);
        }
    }

    /** Removes a database and its owner, cutting off whoever is connected. */
    public static void drop(Connection connection, String name) throws IOException {
        requireName(name);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("drop role if exists " + name);
            statement.execute("drop role if exists " + ownerOf(name));
        } catch (SQLException cause) {
            throw new IOException("Cannot drop database " + name + ": " + cause.getMessage(), cause);
        }
    }

    private static void createRole(Connection connection, String name, String password) throws IOException {
        requireName(name);
        if (!password.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("Not a hexadecimal password.");
        }
        try (Statement statement = connection.createStatement()) {
            String verb = exists(statement, "pg_roles where rolname", name) ? "alter" : "create";
            statement.execute(verb + " role " + name + " login password '" + password + "'");
        } catch (SQLException cause) {
            throw new IOException("Cannot create role " + name + ": " + cause.getMessage(), cause);
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a name for a database: " + name);
        }
    }

    private static boolean exists(Statement statement, String where, String name) throws SQLException {
        try (var result = statement.executeQuery("select 1 from " + where + " = '" + name + "'")) {
            return result.next();
        }
    }
}
