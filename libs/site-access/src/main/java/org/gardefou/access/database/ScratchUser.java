package org.gardefou.access.database;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A throw-away user with rights on one schema and none on anything else; closing it removes it. What a hostile
 * dump tries beyond that schema ({@code USE other}, {@code DROP DATABASE other}, a foreign definer) fails.
 */
public final class ScratchUser implements AutoCloseable {
    private static final String PREFIX = "gardefou_";
    /** No transfer is given as long. */
    private static final Duration LONGEST_USE = Duration.ofDays(2);

    /** Behind the word of ours: the second of its making, and what makes it the only one. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{16}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Client administration;
    private final Account account;
    private final Credentials credentials;

    private ScratchUser(Client administration, Account account, Credentials credentials) {
        this.administration = administration;
        this.account = account;
        this.credentials = credentials;
    }

    /** One with every right on a schema that nobody else works in: users left there by a run that was killed are removed. */
    static ScratchUser create(Client administration, String schema) throws DatabaseException {
        removeLeftBehind(administration, schema, Instant.MAX);
        return create(administration, schema, "ALL PRIVILEGES");
    }

    /** One who can read a schema and no more; another one may be reading it too. */
    static ScratchUser reader(Client administration, String schema) throws DatabaseException {
        removeLeftBehind(administration, schema, Instant.now().minus(LONGEST_USE));
        return create(administration, schema, "SELECT, SHOW VIEW");
    }

    /** Removes an account that stayed, wherever it was to come from. */
    static void dropAccount(Client administration, String user) throws DatabaseException {
        for (Row row : administration.ask(
                null, "SELECT User AS u, Host AS h FROM mysql.user WHERE User = " + Sql.literal(user) + ";")) {
            drop(administration, new Account(row.text("u"), row.text("h")));
        }
    }

    private static ScratchUser create(Client administration, String schema, String rights) throws DatabaseException {
        return create(administration, Map.of(schema, rights));
    }

    /** One with some rights on several schemas. */
    static ScratchUser create(Client administration, Map<String, String> rights) throws DatabaseException {
        String name = PREFIX + HexFormat.of().toHexDigits(Instant.now().getEpochSecond(), 8) + random(4);
        Account account = beside(administration, name);
        return new ScratchUser(administration, account, make(administration, account, rights));
    }

    /** An account that stays, see {@link Database#createAccount}. */
    static Credentials account(Client administration, String user, Collection<String> schemas)
            throws DatabaseException {
        Map<String, String> rights =
                schemas.stream().collect(Collectors.toMap(schema -> schema, _ -> "ALL PRIVILEGES"));
        return make(administration, beside(administration, user), rights);
    }

    /** The server sees it come from where it sees us come from. */
    private static Account beside(Client administration, String name) throws DatabaseException {
        String seenAs =
                administration.ask(null, "SELECT USER() AS who;").getFirst().text("who");
        return new Account(name, Account.of(seenAs).host());
    }

    private static Credentials make(Client administration, Account account, Map<String, String> rights)
            throws DatabaseException {
        // Letters of both cases, digits and a sign satisfy the usual password rules of a server.
        String password = "aZ9." + random(20);
        List<String> statements = new ArrayList<>();
        statements.add("CREATE USER " + account.sql() + " IDENTIFIED BY '" + password + "'");
        rights.forEach((schema, what) ->
                statements.add("GRANT " + what + " ON " + Sql.grantPattern(schema) + ".* TO " + account.sql()));
        administration.tell(null, Sql.script(statements));
        return administration.credentials().as(account.user(), password);
    }

    static void removeLeftBehind(Client administration, String schema, Instant before) throws DatabaseException {
        List<Row> left = administration.ask(
                null,
                "SELECT User AS u, Host AS h FROM mysql.db WHERE Db = " + Sql.literal(Sql.escapedPattern(schema))
                        + ";");
        for (Row row : left) {
            Account account = new Account(row.text("u"), row.text("h"));
            if (isOne(account) && made(account).isBefore(before)) {
                drop(administration, account);
            }
        }
    }

    private static Instant made(Account account) {
        return Instant.ofEpochSecond(
                HexFormat.fromHexDigitsToLong(account.user(), PREFIX.length(), PREFIX.length() + 8));
    }

    /** Whether an account is named as these are; a site's own may begin alike. */
    static boolean isOne(Account account) {
        return NAME.matcher(account.user()).matches();
    }

    private static void drop(Client administration, Account account) throws DatabaseException {
        administration.tell(null, Sql.script(List.of("DROP USER IF EXISTS " + account.sql())));
    }

    /** To connect as this user. */
    public Credentials credentials() {
        return credentials;
    }

    /** Its name on the server. */
    public Account account() {
        return account;
    }

    @Override
    public void close() throws DatabaseException {
        drop(administration, account);
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
