package org.gardefou.access.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.host.Host;
import org.gardefou.access.postgres.PostgresException.Kind;

/**
 * Puts a database that was made from a dump in the place of the live one, and back: PostgreSQL renames databases, two of them in one
 * transaction, when nobody is in them. Needs the rights of an administrator who may make roles and databases.
 */
public final class DatabaseSwap {
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
     * a database of that name is dropped first. While it is loaded nobody but that role can connect to it.
     *
     * @return its tables
     * @throws PostgresException {@link Kind#DUMP_CUT_SHORT} before anything is made, when the dump is not whole
     */
    public int loadBeside(Path dump, Plan plan) throws IOException {
        Programs programs = live(plan.live()).programs();
        DumpCount count = live(plan.live()).count(dump);
        SiteRole role = SiteRole.of(client, plan.live());
        drop(plan.shadow());
        try {
            new Shadow(client, plan, role).make(programs, dump);
        } catch (IOException e) {
            drop(plan.shadow());
            throw e;
        }
        Set<String> there = new PostgresDatabase(client, plan.shadow()).tables();
        Set<String> missing = count.rows().keySet().stream()
                .filter(table -> !there.contains(table))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw new PostgresException(Kind.OTHER, "The restored copy lacks the tables " + String.join(", ", missing));
        }
        return there.size();
    }

    /** Whether a database holds no table, or is not there. */
    public boolean empty(String name) throws IOException {
        return !live(name).exists() || live(name).tables().isEmpty();
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
