package org.gardefou.access.database;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is asked of the server's grant tables. A server of many customers has tens of thousands of grants, so each question is
 * for one schema or for some accounts, and the server finds what belongs to it. In one session: a run of the client takes longer
 * than all that it asks.
 */
final class GrantTables {
    /** Holds the grants themselves: whoever reaches it can give himself every right. */
    private static final String GRANTS = "mysql";

    /** Without modes: under some of them a backslash escapes nothing. */
    private static final String PLAIN = "SET SESSION sql_mode = '';\n";

    private GrantTables() {}

    /**
     * Rows whose {@code k} says what they are about an account ({@code User}, {@code Host}) that reaches a schema: a grant on the
     * {@code whole} of it, with all columns of {@code mysql.db}; the {@code rights} on {@code single} things in it; that it is
     * an {@code administration}, or a {@code user}; a right on the whole server, a role, a hand in the server's tables
     * ({@code entitled}).
     */
    static String reaching(String schema) {
        // columns_priv adds nothing: each of its rows has one in tables_priv, with the rights in Column_priv.
        // What stands in /*M! */ only MariaDB reads.
        return PLAIN
                + """
                SELECT 'whole' AS k, one.* FROM mysql.db AS one WHERE <covers>;
                SELECT 'single' AS k, User, Host,
                    GROUP_CONCAT(DISTINCT CONCAT_WS(',', NULLIF(Table_priv, ''), NULLIF(Column_priv, ''))) AS rights
                    FROM (SELECT User, Host, Db, Table_priv, Column_priv FROM mysql.tables_priv
                        UNION ALL SELECT User, Host, Db, Proc_priv, '' FROM mysql.procs_priv) AS one
                    WHERE <is> GROUP BY User, Host;
                SELECT DISTINCT 'administration' AS k, User, Host FROM mysql.db JOIN <reaching> USING (User, Host)
                    WHERE <covers grants>;
                SELECT 'user' AS k, User, Host FROM mysql.user JOIN <reaching> USING (User, Host)
                    /*M! UNION ALL SELECT 'entitled', User, Host FROM mysql.roles_mapping JOIN <reaching> USING (User, Host)
                    UNION ALL SELECT 'entitled', User, Host FROM mysql.user WHERE is_role = 'Y'*/;
                SELECT DISTINCT 'entitled' AS k, User, Host FROM information_schema.USER_PRIVILEGES JOIN <reaching>
                    ON GRANTEE = CONCAT('''', User, '''@''', Host, '''') WHERE PRIVILEGE_TYPE <> 'USAGE';
                SELECT DISTINCT 'entitled' AS k, User, Host FROM mysql.tables_priv WHERE <is grants>
                    AND CONCAT_WS(',', NULLIF(Table_priv, ''), NULLIF(Column_priv, '')) NOT IN ('Select', 'Select,Select');
                """.replace("<reaching>", """
                                (SELECT User, Host FROM mysql.db WHERE <covers>
                                UNION SELECT User, Host FROM mysql.tables_priv WHERE <is>
                                UNION SELECT User, Host FROM mysql.procs_priv WHERE <is>) AS reaching""")
                        .replace("<covers>", covers(schema))
                        .replace("<is>", is(schema))
                        .replace("<covers grants>", covers(GRANTS))
                        .replace("<is grants>", is(GRANTS));
    }

    /**
     * Rows whose {@code k} says what they are: first each {@code schema} of others by its name ({@code Db}), then for the accounts
     * ({@code User}, {@code Host}) the patterns of schemas that they reach as a {@code whole}, and the schemas of which they reach a
     * {@code single} thing. The server's own schema of the grants is among the others: it says who there is and more.
     */
    static String reachedBy(List<Account> accounts) {
        return PLAIN
                + """
                SELECT 'schema' AS k, <folded> AS Db FROM (SELECT SCHEMA_NAME AS Db FROM information_schema.SCHEMATA
                    WHERE SCHEMA_NAME NOT IN ('information_schema', 'performance_schema', 'sys')) AS one;
                SELECT 'whole' AS k, User, Host, <folded> AS Db FROM mysql.db WHERE (User, Host) IN (<accounts>);
                SELECT 'single' AS k, User, Host, <folded> AS Db FROM mysql.tables_priv WHERE (User, Host) IN (<accounts>)
                UNION SELECT 'single', User, Host, <folded> FROM mysql.procs_priv WHERE (User, Host) IN (<accounts>);
                """.replace("<folded>", folded("Db")).replace(
                        "<accounts>",
                        accounts.stream()
                                .map(one -> "(" + Sql.literal(one.user()) + ", " + Sql.literal(one.host()) + ")")
                                .collect(Collectors.joining(", ")));
    }

    /** As {@link SchemaPattern} has it: the server compares bytes. */
    private static String covers(String schema) {
        return "CAST(" + folded(Sql.literal(schema)) + " AS BINARY) LIKE CAST(" + folded("Db") + " AS BINARY)";
    }

    private static String is(String schema) {
        return folded(Sql.literal(schema)) + " = " + folded("Db");
    }

    /** A name as the server compares it. */
    private static String folded(String name) {
        return "IF(@@lower_case_table_names = 0, " + name + ", LOWER(" + name + "))";
    }
}
