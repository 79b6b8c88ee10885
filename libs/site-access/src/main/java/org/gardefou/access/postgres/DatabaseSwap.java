package org.gardefou.access.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.PrivateFile;
import org.gardefou.access.postgres.PostgresException.Kind;

/**
 * Puts a database that was made from a dump in the place of the live one, and back: PostgreSQL renames databases, two of them in one
 * transaction, when nobody is in them. Needs the rights of an administrator who may make roles and databases.
 */
public final class DatabaseSwap {
    /** What only the hoster's administration makes; the site's role could not, and must not. */
    private static final Set<String> HOSTERS = Set.of("EVENT", "PUBLICATION", "SUBSCRIPTION", "DATABASE");

    private static final int LARGEST_LIST = 64 * 1024 * 1024;

    private final Client client;

    /**
     * The names of one swap.
     *
     * @param shadow where the dump is loaded
     * @param retired where the live one goes
     */
    public record Plan(String live, String shadow, String retired) {}

    /** On the server to which the administration's credentials lead from the host. */
    public DatabaseSwap(Host host, Credentials administration, DatabaseLimits limits) {
        this.client = new Client(host, administration, limits);
    }

    DatabaseSwap(Client client) {
        this.client = client;
    }

    /**
     * Looks whether the live database can be restored: it is there, the programs fit its server, and what is in it belongs to one role
     * that is the site's.
     */
    public void demandRestorable(String live) throws PostgresException {
        live(live).programs();
        SiteRole.of(client, live);
    }

    /**
     * Makes the shadow database from a dump, as the site's own role, with the live database's encoding, rights and settings. What was in
     * a database of that name is dropped first. Until the swap nobody but that role can connect to it.
     *
     * @return its tables
     * @throws PostgresException {@link Kind#DUMP_CUT_SHORT} before anything is made, when the dump is not whole
     */
    public int loadBeside(Path dump, Plan plan) throws IOException {
        Programs programs = live(plan.live()).programs();
        DumpCount count = live(plan.live()).count(dump);
        SiteRole role = SiteRole.of(client, plan.live());
        drop(plan.shadow());
        create(plan, role);
        try (ScratchRole scratch = ScratchRole.create(client, plan.shadow(), role.name())) {
            load(programs, scratch, role, plan.shadow(), dump);
        } catch (IOException e) {
            drop(plan.shadow());
            throw e;
        }
        dress(plan, role);
        Set<String> there = new PostgresDatabase(client, plan.shadow()).tables();
        Set<String> missing = count.rows().keySet().stream()
                .filter(table -> !there.contains(table))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw new PostgresException(Kind.OTHER, "The restored copy lacks the tables " + String.join(", ", missing));
        }
        return there.size();
    }

    private void load(Programs programs, ScratchRole scratch, SiteRole role, String shadow, Path dump)
            throws IOException {
        Client limited = client.as(scratch.credentials());
        Captured list = new Captured(LARGEST_LIST);
        client.read(programs, List.of("--list"), dump, list);
        String entries = list.text();
        try (PrivateFile all = chosen(entries, false);
                PrivateFile grants = chosen(entries, true)) {
            List<String> asSite = List.of("--no-owner", "--no-tablespaces", "--role=" + role.name());
            limited.restore(programs, with(asSite, "--exit-on-error", "--use-list=" + all.path()), shadow, dump);
            try {
                limited.restore(programs, with(asSite, "--use-list=" + grants.path()), shadow, dump);
            } catch (PostgresException e) {
                // A right of a role that is gone, or that somebody else had given, cannot be given again.
                if (e.kind() == Kind.UNREACHABLE) throw e;
            }
        }
    }

    private static List<String> with(List<String> some, String... more) {
        return java.util.stream.Stream.concat(some.stream(), List.of(more).stream())
                .toList();
    }

    /** Lines of a list of contents: {@code 215; 1259 16385 TABLE public orders owner}. */
    private PrivateFile chosen(String entries, boolean grants) throws IOException {
        String lines = entries.lines()
                .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .filter(line -> chosen(kind(line), grants))
                .collect(Collectors.joining("\n", "", "\n"));
        return client.host().privateFile(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean chosen(List<String> kind, boolean grants) {
        boolean grant = kind.getFirst().equals("ACL") || kind.equals(List.of("DEFAULT", "ACL"));
        return grant == grants && !HOSTERS.contains(kind.getFirst());
    }

    /** The first two words of what an entry is. */
    static List<String> kind(String line) {
        String[] words = line.split(" ", 6);
        return words.length < 5 ? List.of("") : List.of(words[3], words[4]);
    }

    private void create(Plan plan, SiteRole role) throws PostgresException {
        // The names of encoding and locales are the server's own; ICU's and the built-in provider's come with it from
        // version 15 on.
        client.tell(PostgresDatabase.MAINTENANCE, """
                DO $do$ DECLARE d record; more text := ''; BEGIN
                  SELECT * INTO d FROM pg_database WHERE datname = %1$s;
                  IF to_jsonb(d) ->> 'datlocprovider' IN ('i', 'b') THEN
                    more := format(' LOCALE_PROVIDER %%s %%s %%L',
                      CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'i' THEN 'icu' ELSE 'builtin' END,
                      CASE to_jsonb(d) ->> 'datlocprovider' WHEN 'i' THEN 'ICU_LOCALE' ELSE 'BUILTIN_LOCALE' END,
                      coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'));
                  END IF;
                  PERFORM set_config('gardefou.create', format(
                    'CREATE DATABASE %%I OWNER %%I TEMPLATE template0 ENCODING %%L LC_COLLATE %%L LC_CTYPE %%L CONNECTION LIMIT %%s%%s',
                    %2$s, %3$s, pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, d.datconnlimit, more), false);
                END $do$;
                SELECT current_setting('gardefou.create') \\gexec
                REVOKE ALL ON DATABASE %4$s FROM PUBLIC;
                """.formatted(
                        Quoting.value(plan.live()),
                        Quoting.value(plan.shadow()),
                        Quoting.value(role.name()),
                        Quoting.name(plan.shadow())));
    }

    /** What belongs to a database and not to what is in it: its owner, who may connect, and its settings. */
    private void dress(Plan plan, SiteRole role) throws PostgresException {
        client.tell(PostgresDatabase.MAINTENANCE, """
                DO $do$ DECLARE r record; live oid; shadow text := %2$s; statement text; BEGIN
                  SELECT oid INTO live FROM pg_database WHERE datname = %1$s;
                  EXECUTE format('ALTER DATABASE %%I OWNER TO %%I', shadow, %3$s);
                  FOR r IN SELECT privilege_type, is_grantable, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS who
                      FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE oid = live LOOP
                    EXECUTE format('GRANT %%s ON DATABASE %%I TO %%s%%s', r.privilege_type, shadow, r.who,
                      CASE WHEN r.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                  END LOOP;
                  FOR r IN SELECT CASE setrole WHEN 0 THEN format('DATABASE %%I', shadow)
                        ELSE format('ROLE %%I IN DATABASE %%I', pg_get_userbyid(setrole), shadow) END AS what,
                      split_part(one, '=', 1) AS name, substr(one, strpos(one, '=') + 1) AS value
                      FROM pg_db_role_setting, unnest(setconfig) AS one WHERE setdatabase = live
                      AND split_part(one, '=', 1) ~ '^[A-Za-z_][A-Za-z0-9_$]*([.][A-Za-z_][A-Za-z0-9_$]*)*$' LOOP
                    IF lower(r.name) IN ('search_path', 'temp_tablespaces') THEN
                      -- A list, which is a single name when it is quoted. Under a path of the customer's nothing is looked up.
                      statement := format('ALTER %%s SET %%s FROM CURRENT', r.what, r.name);
                      PERFORM set_config(r.name, r.value, true);
                      EXECUTE statement;
                      PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                    ELSE
                      EXECUTE format('ALTER %%s SET %%s TO %%L', r.what, r.name, r.value);
                    END IF;
                  END LOOP;
                END $do$;
                """.formatted(
                        Quoting.value(plan.live()), Quoting.value(plan.shadow()), Quoting.value(role.owner())));
    }

    /** Whether a swap was begun and not undone: the live one is set aside, or closed. */
    public boolean begun(Plan plan) throws PostgresException {
        return live(plan.retired()).exists() || closed(plan.live());
    }

    /** Whether a swap was done to its end: both were renamed in one, and the live one is open again. */
    public boolean finished(Plan plan) throws PostgresException {
        return live(plan.retired()).exists() && live(plan.live()).exists() && !closed(plan.live());
    }

    /** That both are there. */
    public void demandSwitchable(Plan plan) throws PostgresException {
        for (String needed : List.of(plan.live(), plan.shadow())) {
            if (!live(needed).exists()) {
                throw new PostgresException(Kind.UNKNOWN_DATABASE, "There is no database " + needed + " any more.");
            }
        }
    }

    /**
     * Swaps: nobody comes in, who is in is sent away, both are renamed in one transaction, the new live one opens. The one set aside
     * stays closed. When anything fails all is put back before the exception is thrown; {@link Kind#BUSY} then means that
     * somebody did not leave.
     */
    public void swap(Plan plan) throws PostgresException {
        demandSwitchable(plan);
        try {
            client.tell(
                    PostgresDatabase.MAINTENANCE,
                    close(plan.live())
                            + close(plan.shadow())
                            + renames(plan.live(), plan.retired(), plan.shadow(), plan.live())
                            + open(plan.live()));
        } catch (PostgresException e) {
            try {
                rollback(plan);
            } catch (PostgresException worse) {
                e.addSuppressed(worse);
            }
            throw e;
        }
    }

    /** Undoes a swap, wherever it was cut short; does nothing when there is nothing to undo. */
    public void rollback(Plan plan) throws PostgresException {
        StringBuilder statements = new StringBuilder();
        if (live(plan.retired()).exists()) {
            if (live(plan.live()).exists()) {
                drop(plan.shadow());
                statements
                        .append(close(plan.live()))
                        .append(renames(plan.live(), plan.shadow(), plan.retired(), plan.live()));
            } else {
                statements.append(rename(plan.retired(), plan.live()));
            }
        } else if (!closed(plan.live())) {
            return;
        }
        client.tell(PostgresDatabase.MAINTENANCE, statements + open(plan.live()));
    }

    /** Whether the shadow is there. */
    boolean hasShadow(Plan plan) throws PostgresException {
        return live(plan.shadow()).exists();
    }

    /** Drops what a swap leaves beside the live database. It cannot be undone afterwards. */
    public void discard(String shadow, String retired) throws PostgresException {
        drop(shadow);
        drop(retired);
    }

    private PostgresDatabase live(String name) {
        return new PostgresDatabase(client, name);
    }

    private boolean closed(String name) throws PostgresException {
        return !client.ask(
                        PostgresDatabase.MAINTENANCE,
                        "SELECT 1 FROM pg_catalog.pg_database WHERE NOT datallowconn AND datname = "
                                + Quoting.value(name) + ";",
                        1)
                .isEmpty();
    }

    private void drop(String name) throws PostgresException {
        client.tell(PostgresDatabase.MAINTENANCE, "DROP DATABASE IF EXISTS " + Quoting.name(name) + " WITH (FORCE);");
    }

    /** PostgreSQL itself then waits five seconds for those to leave who were told to. */
    private static String close(String name) {
        return "ALTER DATABASE " + Quoting.name(name) + " ALLOW_CONNECTIONS false;\n"
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + Quoting.value(name)
                + " AND pid <> pg_backend_pid();\n";
    }

    private static String open(String name) {
        return "ALTER DATABASE " + Quoting.name(name) + " ALLOW_CONNECTIONS true;\n";
    }

    private static String renames(String from, String to, String otherFrom, String otherTo) {
        return "BEGIN;\n" + rename(from, to) + rename(otherFrom, otherTo) + "COMMIT;\n";
    }

    private static String rename(String from, String to) {
        return "ALTER DATABASE " + Quoting.name(from) + " RENAME TO " + Quoting.name(to) + ";\n";
    }
}
