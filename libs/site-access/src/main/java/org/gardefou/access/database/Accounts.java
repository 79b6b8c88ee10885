package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reaches one schema of a server, by grants on schemas and on what is in them. A grant on everything makes an
 * administration, not a site's account.
 *
 * @param schema the one that was asked for
 * @param grants that reach it
 * @param administrations accounts that reach the server's own grants as well
 * @param entitled accounts with more than grants on schemas: a right on the whole server, a role, a hand in the server's own
 *     tables; and what is no account (any more)
 */
record Accounts(String schema, List<Grant> grants, Set<Account> administrations, Set<Account> entitled) {
    private static final Set<String> RESERVED = Set.of("root", "mysql", "mariadb.sys", "debian-sys-maint");
    private static final Set<String> TO_WRITE = Set.of("Select", "Insert", "Update", "Delete");
    private static final String RIGHT = "_priv";

    /** As they are now; a hoster changes them. */
    static Accounts reaching(Client administration, String schema) throws DatabaseException {
        List<Grant> grants = new ArrayList<>();
        Set<Account> administrations = new HashSet<>();
        Set<Account> users = new HashSet<>();
        Set<Account> entitled = new HashSet<>();
        for (Row row : administration.ask(null, GrantTables.reaching(schema))) {
            Account account = new Account(row.text("User"), row.text("Host"));
            switch (row.text("k")) {
                case "whole" -> grants.add(new Grant(account, row.text("Db"), true, rights(row)));
                case "single" ->
                    grants.add(new Grant(
                            account, schema, false, Set.of(row.text("rights").split(","))));
                case "administration" -> administrations.add(account);
                case "user" -> users.add(account);
                default -> entitled.add(account);
            }
        }
        // A grant can outlive its account; the name is then free for anybody.
        grants.stream().map(Grant::account).filter(one -> !users.contains(one)).forEach(entitled::add);
        return new Accounts(schema, List.copyOf(grants), Set.copyOf(administrations), Set.copyOf(entitled));
    }

    /**
     * The accounts to whom a site's definitions can be given, the one that may do most in the schema first; none when it cannot
     * be told for sure. Each may read and write the whole schema, has no right on the whole server, no role and no way to the
     * server's own grants, and reaches no schema that another account which writes to this one does not reach, be it to a single
     * table: so whoever the customer is among them, he gains nothing. Who looks after the schemas of many customers is never one
     * of these.
     */
    List<Account> owners(Client administration) throws DatabaseException {
        List<Account> writing = grants.stream()
                .map(Grant::account)
                .distinct()
                .filter(account -> !reserved(account) && !administrations.contains(account))
                .filter(account -> rights(of(account)).containsAll(TO_WRITE))
                .toList();
        List<Account> fit = writing.stream()
                .filter(account -> !entitled.contains(account))
                .filter(account ->
                        whole(account).anyMatch(grant -> grant.rights().containsAll(TO_WRITE)))
                .sorted(Comparator.comparingInt((Account account) -> -most(account))
                        .thenComparing(Account::user)
                        .thenComparing(Account::host))
                .toList();
        if (fit.isEmpty() || writing.size() == 1) {
            return fit;
        }
        Set<Account> least = Reach.of(administration, writing).least();
        return fit.stream().filter(least::contains).toList();
    }

    /**
     * Refuses a schema of ours that an account of somebody else reaches, by a pattern such as {@code garde%}: what we put there
     * would be theirs to read and to change. Who reaches the server's own grants too is an administration.
     */
    void demandPrivate() throws DatabaseException {
        for (Grant grant : grants) {
            boolean ours = ScratchUser.isOne(grant.account()) && grant.on().equals(Sql.escapedPattern(schema));
            if (!ours && !administrations.contains(grant.account())) {
                throw new DatabaseException(
                        DatabaseException.REACHED,
                        "The account " + grant.account().sql() + " reaches the schema " + schema + " by its grant on "
                                + (grant.whole() ? "" : "what is in ") + "`"
                                + grant.on().replace("`", "``") + "`.");
            }
        }
    }

    private static Set<String> rights(Row row) {
        return row.columns().stream()
                .filter(column -> column.endsWith(RIGHT) && row.text(column).equals("Y"))
                .map(column -> column.substring(0, column.length() - RIGHT.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> rights(Stream<Grant> grants) {
        return grants.flatMap(grant -> grant.rights().stream()).collect(Collectors.toSet());
    }

    private static boolean reserved(Account account) {
        String user = account.user();
        return user.isEmpty() || RESERVED.contains(user) || user.startsWith("mysql.") || ScratchUser.isOne(account);
    }

    private Stream<Grant> of(Account account) {
        return grants.stream().filter(grant -> grant.account().equals(account));
    }

    private Stream<Grant> whole(Account account) {
        return of(account).filter(Grant::whole);
    }

    private int most(Account account) {
        return whole(account).mapToInt(grant -> grant.rights().size()).max().orElse(0);
    }
}
