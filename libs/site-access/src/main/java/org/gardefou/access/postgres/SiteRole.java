package org.gardefou.access.postgres;

import java.util.List;
import java.util.Optional;
import org.gardefou.access.postgres.PostgresException.Kind;

/**
 * To whom what a site has in a database belongs. A dump is a customer's words and programs: they are loaded with the rights of this
 * role alone, so it must be one that nobody is afraid of.
 *
 * @param name of the role that owns the tables and all that is like them
 * @param owner of the database itself
 */
record SiteRole(String name, String owner) {

    /**
     * The one role that owns everything, or, where nothing is left, the database.
     *
     * @throws PostgresException {@link Kind#OWNER_MISSING} when several own something, or the one has rights on the whole server
     */
    static SiteRole of(Client client, String database) throws PostgresException {
        // Types, operators and the like can hardly be had without a table or a routine.
        List<List<String>> owners = client.ask(database, """
                SELECT DISTINCT pg_get_userbyid(owner) FROM (
                  SELECT c.oid, relowner AS owner, 'pg_class'::regclass AS of FROM pg_class c
                    JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                  UNION ALL SELECT p.oid, proowner, 'pg_proc'::regclass FROM pg_proc p
                    JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                  UNION ALL SELECT oid, lomowner, 'pg_largeobject'::regclass FROM pg_largeobject_metadata
                  UNION ALL SELECT oid, nspowner, 'pg_namespace'::regclass FROM pg_namespace
                    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
                ) things
                WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = things.of AND d.objid = things.oid AND d.deptype = 'e');
                """, 1);
        String owner = client.ask(
                        database,
                        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database();",
                        1)
                .getFirst()
                .getFirst();
        if (owners.size() > 1) {
            throw new PostgresException(
                    Kind.OWNER_MISSING,
                    "What is in the database " + database + " belongs to several roles ("
                            + String.join(
                                    ", ",
                                    owners.stream().map(List::getFirst).sorted().toList())
                            + "); give all of it to the site's own role (REASSIGN OWNED).");
        }
        String name = owners.isEmpty() ? owner : owners.getFirst().getFirst();
        demandHarmless(client, database, name);
        return new SiteRole(name, owner);
    }

    /**
     * The role as whom the administration should read a database, so that nothing in it can act in the administration's name; none
     * where that could not read all of it, or where the administration is nobody to be afraid of.
     */
    static Optional<SiteRole> toRead(Client client, String database) throws PostgresException {
        SiteRole role;
        try {
            role = of(client, database);
        } catch (PostgresException e) {
            if (e.kind() == Kind.OWNER_MISSING) return Optional.empty();
            throw e;
        }
        boolean fit = !client.ask(
                        database,
                        "SELECT 1 WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
                                + " AND has_database_privilege(" + Quoting.value(role.name())
                                + "::name, current_database(), 'CONNECT')"
                                // A policy that its owner is under as well hides rows from him.
                                + " AND NOT EXISTS (SELECT FROM pg_class WHERE relrowsecurity AND relforcerowsecurity);",
                        1)
                .isEmpty();
        return fit ? Optional.of(role) : Optional.empty();
    }

    /** Rights on the server, or on its files and programs, by itself or by a role that it can become. */
    private static void demandHarmless(Client client, String database, String role) throws PostgresException {
        List<List<String>> mighty = client.ask(database, """
                SELECT rolname FROM pg_roles r WHERE pg_has_role(%s::name, oid, 'MEMBER')
                AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
                  OR rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
                    'pg_execute_server_program', 'pg_signal_backend', 'pg_maintain', 'pg_create_subscription'));
                """.formatted(Quoting.value(role)), 1);
        if (!mighty.isEmpty()) {
            throw new PostgresException(
                    Kind.OWNER_MISSING,
                    "What is in the database " + database + " belongs to " + role
                            + ", which has rights on the whole server; give it to a role of the site's own (REASSIGN OWNED).");
        }
    }
}
