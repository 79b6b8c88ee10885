package org.gardefou.access.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.access.dump.DumpName;
import org.gardefou.access.dump.DumpSource;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.host.Host;
import org.gardefou.access.postgres.PostgresException.Kind;

/** A database of a PostgreSQL server, with the eyes of an administration that may read all of it. */
public final class PostgresDatabase implements DumpSource {
    private static final List<String> OPTIONS = List.of(
            "--format=custom",
            "--compress=0",
            // A change of a table's form holds everybody up; half a minute of it is no reason to give a night's backup
            // up.
            "--lock-wait-timeout=30s",
            "--no-tablespaces",
            // Replication is the hoster's; a subscription holds another server's password.
            "--no-publications",
            "--no-subscriptions");

    /** The server's own, in which everybody can ask about the others. */
    static final String MAINTENANCE = "postgres";

    private final Client client;
    private final String name;

    /** The database of that name on the server to which the credentials lead from the host. */
    public PostgresDatabase(Host host, Credentials credentials, DatabaseLimits limits, String name) {
        this(new Client(host, credentials, limits), name);
    }

    PostgresDatabase(Client client, String name) {
        this.client = client;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    /**
     * Whether the server has it.
     *
     * @throws PostgresException when the server cannot be asked; its kind says why
     */
    public boolean exists() throws PostgresException {
        return !client.ask(
                        MAINTENANCE,
                        "SELECT 1 FROM pg_catalog.pg_database WHERE datname = " + Quoting.value(name) + ";",
                        1)
                .isEmpty();
    }

    /** The tables that hold rows, {@code schema.table}; those that an extension brings are the extension's. */
    @Override
    public Set<String> tables() throws IOException {
        demandThere();
        return client
                .ask(
                        name,
                        "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.relkind = 'r' AND c.relpersistence <> 't'"
                                + " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
                                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'"
                                + " AND ((d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid)"
                                + " OR (d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid)));",
                        2)
                .stream()
                .map(row -> Quoting.table(row.get(0), row.get(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One file in PostgreSQL's custom format, of one moment of the database ({@code pg_dump} reads in one REPEATABLE READ
     * transaction). Its list of contents stands at its beginning, so that a file which was cut short lists well: it is therefore read to
     * its end, and each row in it counted, before it gets its name.
     */
    @Override
    public DumpCount dump(Path directory) throws IOException {
        Programs programs = programs();
        Path file = file(directory, name);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            // A customer's data: nobody else may read it, not even while it is written.
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            write(programs, part);
            DumpCount count = count(programs, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** As the site's own role where that can read all of it: while it is read a customer can put something else in a table's place. */
    private void write(Programs programs, Path part) throws PostgresException {
        Optional<SiteRole> site = SiteRole.toRead(client, name);
        if (site.isEmpty()) {
            client.dump(programs, OPTIONS, name, part);
            return;
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("--role=" + site.get().name());
        try (ScratchRole reader = ScratchRole.create(client, name, site.get().name())) {
            client.as(reader.credentials()).dump(programs, options, name, part);
        }
    }

    /** Where the dump of a database is, or will be, in a directory. */
    public static Path file(Path directory, String name) {
        return directory.resolve(DumpName.of(name) + ".dump");
    }

    /** What a dump holds. Fails with {@link Kind#DUMP_CUT_SHORT} where it is not whole. */
    public DumpCount count(Path dump) throws IOException {
        return count(programs(), dump);
    }

    private DumpCount count(Programs programs, Path dump) throws PostgresException {
        ArchiveCount counting = new ArchiveCount();
        client.read(programs, List.of("--data-only"), dump, counting);
        DumpCount count = counting.counted();
        if (!count.complete()) {
            throw new PostgresException(
                    Kind.DUMP_CUT_SHORT, "The dump of " + name + " ends before its end; make it again.");
        }
        return count;
    }

    Programs programs() throws PostgresException {
        demandThere();
        return Programs.fitting(client.host(), version());
    }

    private int version() throws PostgresException {
        String number = client.ask(MAINTENANCE, "SHOW server_version_num;", 1)
                .getFirst()
                .getFirst();
        return Integer.parseInt(number) / 10_000;
    }

    private void demandThere() throws PostgresException {
        if (!exists()) {
            throw new PostgresException(
                    Kind.UNKNOWN_DATABASE,
                    "There is no database " + name + " on the server of " + client.credentials() + ".");
        }
    }
}
