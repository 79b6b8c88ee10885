package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who reaches which schema of a server, by grants on schemas. A grant on everything makes an administration, not a site's
 * account.
 *
 * @param caseless whether the server takes names of schemas in any case
 * @param schemas all that there are
 * @param grants on schemas, by account
 * @param entitled accounts with more than that: a right on the whole server, or a role; and what is no account (any more)
 */
record Accounts(boolean caseless, Set<String> schemas, Map<Account, List<SchemaGrant>> grants, Set<Account> entitled) {
    /** Holds the grants themselves: whoever reaches it can give himself every right. */
    private static final String GRANTS = "mysql";

    private static final Set<String> SYSTEM = Set.of(GRANTS, "information_schema", "performance_schema", "sys");
    private static final Set<String> RESERVED = Set.of("root", "mysql", "mariadb.sys", "debian-sys-maint");
    private static final List<String> TO_WRITE = List.of("Select_priv", "Insert_priv", "Update_priv", "Delete_priv");

    // In one session: a run of the client takes longer than all that it asks. What stands in /*M! */ only MariaDB
    // reads.
    private static final String FACTS = """
            SELECT 'case' AS k, @@lower_case_table_names AS c;
            SELECT 'schema' AS k, SCHEMA_NAME AS n FROM information_schema.SCHEMATA;
            SELECT 'global' AS k, GRANTEE AS g FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE <> 'USAGE';
            SELECT 'user' AS k, User AS u, Host AS h, CONCAT(''/*M!, is_role*/) AS r FROM mysql.user
                /*M! UNION ALL SELECT 'role', User, Host, '' FROM mysql.roles_mapping*/;
            SELECT 'grant' AS k, one.* FROM mysql.db AS one;
            """;

    /** As they are now; a hoster changes them. */
    static Accounts read(Client administration) throws DatabaseException {
        boolean caseless = false;
        Set<String> schemas = new HashSet<>();
        Set<String> global = new HashSet<>();
        Set<Account> users = new HashSet<>();
        Set<Account> entitled = new HashSet<>();
        Map<Account, List<SchemaGrant>> grants = new HashMap<>();
        for (Row row : administration.ask(null, FACTS)) {
            switch (row.text("k")) {
                case "case" -> caseless = !row.text("c").equals("0");
                case "schema" -> schemas.add(row.text("n"));
                case "global" -> global.add(row.text("g"));
                case "user" -> {
                    Account account = new Account(row.text("u"), row.text("h"));
                    users.add(account);
                    if (row.text("r").equals("Y") || global.contains(account.grantee())) {
                        entitled.add(account);
                    }
                }
                case "role" -> entitled.add(new Account(row.text("u"), row.text("h")));
                default -> {
                    SchemaGrant grant = grant(row);
                    grants.computeIfAbsent(grant.account(), one -> new ArrayList<>())
                            .add(grant);
                }
            }
        }
        // A grant can outlive its account; the name is then free for anybody.
        grants.keySet().stream().filter(account -> !users.contains(account)).forEach(entitled::add);
        return new Accounts(caseless, Set.copyOf(schemas), Map.copyOf(grants), Set.copyOf(entitled));
    }

    /**
     * The accounts to whom a site's definitions can be given, the one that may do most in the schema first; none when it cannot
     * be told for sure. Each may read and write the schema, has no right on the whole server, no role and no way to the server's
     * own grants, and reaches no schema that another account which writes to this one does not reach: so whoever the customer
     * is among them, he gains nothing. Who looks after the schemas of many customers is never one of these.
     */
    List<Account> of(String schema) {
        Set<String> customers = new HashSet<>(schemas);
        customers.removeAll(SYSTEM);
        customers.add(schema);
        Map<Account, Set<String>> reach = grants.keySet().stream()
                .filter(account -> !reserved(account) && !reaches(account, GRANTS))
                .filter(account -> covering(account, schema).stream().anyMatch(SchemaGrant::writes))
                .collect(Collectors.toMap(account -> account, account -> customers.stream()
                        .filter(one -> reaches(account, one))
                        .collect(Collectors.toSet())));
        return reach.keySet().stream()
                .filter(account -> !entitled.contains(account))
                .filter(account -> reach.values().stream().allMatch(other -> other.containsAll(reach.get(account))))
                .sorted(Comparator.comparingInt((Account account) -> -rights(account, schema))
                        .thenComparing(Account::user)
                        .thenComparing(Account::host))
                .toList();
    }

    /**
     * Refuses a schema of ours that an account of somebody else reaches, by a pattern such as {@code garde%}: what we put there
     * would be theirs to read and to change. Who reaches the server's own grants too is an administration.
     */
    void demandPrivate(String schema) throws DatabaseException {
        for (Account account : grants.keySet()) {
            for (SchemaGrant grant : covering(account, schema)) {
                boolean ours = grant.names(schema) && ScratchUser.isOne(account);
                if (!ours && !reaches(account, GRANTS)) {
                    throw new DatabaseException(
                            DatabaseException.REACHED,
                            "The account " + account.sql() + " reaches the schema " + schema + " by its grant on "
                                    + Sql.identifier(grant.pattern()) + ".");
                }
            }
        }
    }

    private static SchemaGrant grant(Row row) {
        return new SchemaGrant(
                new Account(row.text("User"), row.text("Host")),
                row.text("Db"),
                TO_WRITE.stream().allMatch(right -> row.text(right).equals("Y")),
                (int) row.values().stream().filter("Y"::equals).count());
    }

    private static boolean reserved(Account account) {
        String user = account.user();
        return user.isEmpty() || RESERVED.contains(user) || user.startsWith("mysql.") || ScratchUser.isOne(account);
    }

    private boolean reaches(Account account, String schema) {
        return !covering(account, schema).isEmpty();
    }

    private List<SchemaGrant> covering(Account account, String schema) {
        return grants.getOrDefault(account, List.of()).stream()
                .filter(grant -> grant.covers(schema, caseless))
                .toList();
    }

    private int rights(Account account, String schema) {
        return covering(account, schema).stream()
                .mapToInt(SchemaGrant::rights)
                .max()
                .orElse(0);
    }
}
