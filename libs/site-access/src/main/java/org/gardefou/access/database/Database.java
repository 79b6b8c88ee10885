package org.gardefou.access.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Input;
import org.jspecify.annotations.Nullable;

/** A MariaDB or MySQL server, with the eyes and the rights of one user of it. */
public final class Database {
    private static final int ACCESS_DENIED = 1044;

    /** Far fewer than a server opens for one statement. */
    private static final int COUNTED_AT_ONCE = 100;

    private final Client client;

    /** The server that the credentials lead to from the host. */
    public Database(Host host, Credentials credentials, DatabaseLimits limits) {
        this.client = new Client(host, credentials, limits);
    }

    private Database(Client client) {
        this.client = client;
    }

    /** The same server with the eyes of somebody else. */
    public Database as(Credentials credentials) {
        return new Database(client.as(credentials));
    }

    /** Connects, selects the schema, asks for 1. */
    public ProbeOutcome probe(String schema) {
        try {
            client.ask(schema, "SELECT 1;");
            return new ProbeOutcome(ProbeOutcome.Kind.CONNECTED, 0, "");
        } catch (DatabaseException e) {
            return ProbeOutcome.of(e);
        }
    }

    /** The rows of a statement, at most 32 MB of them. Put values in with {@link Sql}. */
    public List<Row> query(String schema, String statement) throws DatabaseException {
        return client.ask(schema, statement + ";");
    }

    /** Tables, views and sequences of a schema by name; empty when there is none or it has none. */
    public List<Table> tables(String schema) throws DatabaseException {
        List<Table> tables = new ArrayList<>();
        for (Row row : client.ask(
                null,
                "SELECT TABLE_NAME AS n, TABLE_TYPE AS t, ENGINE AS e, TABLE_ROWS AS r, DATA_LENGTH + INDEX_LENGTH AS b"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + Sql.literal(schema)
                        + " ORDER BY TABLE_NAME;")) {
            Table.Kind kind =
                    switch (row.text("t")) {
                        case "VIEW", "SYSTEM VIEW" -> Table.Kind.VIEW;
                        case "SEQUENCE" -> Table.Kind.SEQUENCE;
                        default -> Table.Kind.BASE_TABLE;
                    };
            tables.add(new Table(row.text("n"), kind, row.text("e"), number(row.text("r")), number(row.text("b"))));
        }
        return List.copyOf(tables);
    }

    /** How many rows some tables of a schema have, counted one by one. */
    public Map<String, Long> rows(String schema, Collection<String> tables) throws DatabaseException {
        Map<String, Long> rows = new TreeMap<>();
        List<String> all = List.copyOf(tables);
        for (int from = 0; from < all.size(); from += COUNTED_AT_ONCE) {
            String statement = all.subList(from, Math.min(all.size(), from + COUNTED_AT_ONCE)).stream()
                    .map(table -> "SELECT " + Sql.literal(table) + " AS t, COUNT(*) AS n FROM " + Sql.identifier(table))
                    .collect(Collectors.joining(" UNION ALL "));
            for (Row row : client.ask(schema, statement + ";")) {
                rows.put(row.text("t"), number(row.text("n")));
            }
        }
        return rows;
    }

    /** Whether there is such a schema that we may see. */
    public boolean hasSchema(String schema) throws DatabaseException {
        return !client.ask(
                        null,
                        "SELECT 1 AS one FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + Sql.literal(schema)
                                + ";")
                .isEmpty();
    }

    /**
     * The accounts that may own the views, routines, triggers and events of a site's schema, the fittest first; each has at most
     * the rights of the customer. They are found by their grants, patterns among them ({@code shop\_%}), as the server does; those on single tables,
     * columns and routines count for what an account reaches. None when the server's grants do not tell whose the schema is; never one with rights on the whole server.
     */
    public List<Account> accountsOf(String schema) throws DatabaseException {
        return Accounts.reaching(client, schema).owners(client);
    }

    /** Makes an empty schema; fails with 1007 when it is there already. */
    public void createSchema(String schema) throws DatabaseException {
        script(null, List.of("CREATE DATABASE " + Sql.identifier(schema) + " CHARACTER SET utf8mb4"));
    }

    /** Drops a schema with all that is in it, if it is there. */
    public void dropSchema(String schema) throws DatabaseException {
        script(null, List.of("DROP DATABASE IF EXISTS " + Sql.identifier(schema)));
    }

    /**
     * Writes a consistent dump of a schema, uncompressed so that equal rows stay equal bytes, without dates so that
     * an unchanged schema gives the same files. The files appear when all are complete, and are readable by us alone.
     *
     * <p>The rows are read by a user who has the right to read this schema and no other, so this one needs the right to make it: a
     * customer can put a view over a function that acts with its caller's rights in the place of a table, between the moment
     * when the dump program lists it and the one when it reads it.
     *
     * @param directory of our machine
     */
    public DumpFiles dump(String schema, Path directory) throws IOException {
        if (!hasSchema(schema)) {
            throw new DatabaseException(
                    1049, "There is no schema " + schema + " that " + client.credentials() + " may see.");
        }
        List<String> views = tables(schema).stream()
                .filter(table -> table.kind() == Table.Kind.VIEW)
                .map(Table::name)
                .toList();
        try (ScratchUser reader = ScratchUser.reader(client, schema)) {
            return new Dumps(client, client.as(reader.credentials())).write(schema, views, directory);
        }
    }

    /**
     * Loads one file of a dump into a schema with the rights of <em>this</em> user; see {@link #scratchUser}. Shell
     * commands and local files named in it do not work; its {@code DEFINER} clauses are left out. A file without the
     * dump's last line is refused before anything is loaded.
     */
    public void load(String schema, Path dump) throws IOException {
        demandComplete(dump);
        client.load(schema, DumpScript.withoutDefiners(dump));
    }

    private static void demandComplete(Path dump) throws IOException {
        if (!Files.isRegularFile(dump) || !Dumps.complete(dump)) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE,
                    dump + " is not a complete dump: its last line is missing. Use another restore point.");
        }
    }

    /** A user with all rights on one schema and no others; close it when done. Needs the rights of an administrator. */
    public ScratchUser scratchUser(String schema) throws DatabaseException {
        return ScratchUser.create(client, schema);
    }

    /**
     * Makes an account with all rights on some schemas, which need not be there yet, and on nothing else; it connects from where we do.
     * Needs the rights of an administrator.
     */
    public Credentials createAccount(String user, Collection<String> schemas) throws DatabaseException {
        return ScratchUser.account(client, user, schemas);
    }

    /** As whom we connect. */
    public Credentials credentials() {
        return client.credentials();
    }

    /**
     * Makes a schema from a dump, without its events, with a user that can reach no other one: ready for
     * {@link SchemaSwap}. What was in a schema of that name is dropped first. {@link DatabaseException#REACHED} when a grant of
     * somebody else covers that name.
     */
    public void loadBeside(DumpFiles dump, String shadow) throws IOException {
        demandPrivate(shadow);
        dropSchema(shadow);
        createSchema(shadow);
        try (ScratchUser user = scratchUser(shadow)) {
            Database limited = as(user.credentials());
            limited.load(shadow, dump.tables());
            limited.load(shadow, dump.definitions());
        } catch (DatabaseException e) {
            dropSchema(shadow);
            throw outside(e);
        }
    }

    /**
     * Makes a schema from a dump, without its events, for an account that is made with it and stays: it has that schema and nothing
     * else, and what the dump defines acts as that account. Made anew where they are there already; see {@link #dropApart}.
     *
     * @param user a name of ours, which no other account bears
     * @return how to connect as it
     */
    public Credentials loadApart(DumpFiles dump, String schema, String user) throws IOException {
        // First: an account of an earlier run would be somebody who reaches it.
        dropApart(schema, user);
        demandPrivate(schema);
        createSchema(schema);
        try {
            Credentials apart = createAccount(user, List.of(schema));
            Database limited = as(apart);
            limited.load(schema, dump.tables());
            limited.load(schema, dump.definitions());
            return apart;
        } catch (DatabaseException e) {
            dropApart(schema, user);
            throw outside(e);
        }
    }

    /** Drops what {@link #loadApart} made, if it is there. */
    public void dropApart(String schema, String user) throws DatabaseException {
        ScratchUser.dropAccount(client, user);
        dropSchema(schema);
    }

    private static DatabaseException outside(DatabaseException e) {
        return e.code() == ACCESS_DENIED
                ? new DatabaseException(
                        e.code(), "The dump reaches for what is not its own schema, and was refused: " + e.getMessage())
                : e;
    }

    /**
     * Makes a schema of some tables of a dump, with their rows and triggers: ready for {@link TableSwap}. The rows of the others
     * are not loaded. {@link DatabaseException#TABLE_MISSING} when the dump lacks one of them, {@link DatabaseException#LINKED}
     * when foreign keys tie them to others of it; and as {@link #loadBeside(DumpFiles, String)}.
     */
    public void loadBeside(DumpFiles dump, String shadow, Set<String> tables) throws IOException {
        demandPrivate(shadow);
        dropSchema(shadow);
        createSchema(shadow);
        try (ScratchUser user = scratchUser(shadow)) {
            Database limited = as(user.credentials());
            demandComplete(dump.tables());
            limited.client.load(shadow, DumpScript.withRowsOf(tables, dump.tables()));
            // Whole: which trigger is on which table, only the server can tell for sure.
            limited.load(shadow, dump.definitions());
            new ChosenTables(this, shadow, tables).keepOnlyThese();
        } catch (DatabaseException e) {
            dropSchema(shadow);
            throw outside(e);
        }
    }

    /**
     * How foreign keys tie some tables of a schema to its others, or to another schema's: {@code items → orders}. Empty when
     * they can be replaced alone.
     */
    public List<String> linksOut(String schema, Set<String> tables) throws DatabaseException {
        return new ChosenTables(this, schema, tables).linksOut();
    }

    /** What the server calls its version, {@code 10.11.6-MariaDB-0+deb12u1}. */
    public String version() throws DatabaseException {
        return client.ask(null, "SELECT VERSION() AS v;").getFirst().text("v");
    }

    /** {@link DatabaseException#REACHED} when an account of somebody else reaches a schema of ours. */
    public void demandPrivate(String schema) throws DatabaseException {
        Accounts.reaching(client, schema).demandPrivate();
    }

    Client client() {
        return client;
    }

    /**
     * A user who can move rows between schemas and no more; close it when done. What it reads may be a customer's view by the
     * time that it is read, so it is nobody who may do more.
     *
     * @param rights by schema, as a GRANT names them; ours among them are nobody else's to work in
     */
    public ScratchUser movingUser(Map<String, String> rights) throws DatabaseException {
        return ScratchUser.create(client, rights);
    }

    /** Removes users that a run which was killed left in a schema where nobody else works. */
    public void removeUsersLeftIn(String schema) throws DatabaseException {
        ScratchUser.removeLeftBehind(client, schema, Instant.MAX);
    }

    /** A user who can read one schema and no more; close it when done. */
    public ScratchUser readingUser(String schema) throws DatabaseException {
        return ScratchUser.reader(client, schema);
    }

    /** Runs statements in one session, each whole and alone whatever is in it; the first error ends it. */
    public void script(@Nullable String schema, List<String> statements) throws DatabaseException {
        client.load(schema, Input.of(Sql.script(statements)));
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
