package org.gardefou.access.apart;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.ProbeOutcome;
import org.gardefou.access.database.ScratchUser;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;

/**
 * The database server of a boot: one of its own, which no network reaches, so that nothing of a restored dump can touch a server on which
 * customers work, and points of sites whose server is elsewhere can be booted as well.
 */
public final class BootDatabase {

    private static final Set<String> SERVERS_OWN = Set.of("mysql", "sys", "information_schema", "performance_schema");
    private static final String OWNER = BootUsers.DATABASE + ":" + BootUsers.DATABASE;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final BootPlace place;
    private final Database administration;

    /** Whether a database server has a database of its own by this name, in whose place none of a site can be loaded. */
    public static boolean isServersOwn(String schema) {
        return SERVERS_OWN.contains(schema);
    }

    private BootDatabase(BootPlace place, Database administration) {
        this.place = place;
        this.administration = administration;
    }

    /** Puts an empty server's files into the place: a copy of some that are made once for each version of the server. */
    public static BootDatabase prepare(Host host, Path data, BootPlace place, Duration longest) throws IOException {
        Path template = template(host, data.toAbsolutePath());
        Path files = place.database().resolve("data");
        host.run(Command.of("cp", "-r", "--reflink=auto", "--", template.toString(), files.toString()))
                .orThrow();
        Files.createDirectory(place.database().resolve("none"));
        Path temporary = Files.createDirectory(place.database().resolve("tmp"));
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path init = place.database().resolve("init.sql");
        Files.createFile(init, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(init, "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + password + "';\n");
        host.run(Command.of("chown", "-R", OWNER, files.toString(), init.toString(), temporary.toString()))
                .orThrow();
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwx------"));
        host.run(Command.of("chown", OWNER, place.database().toString())).orThrow();
        return new BootDatabase(
                place,
                new Database(
                        host,
                        Credentials.socket(place.socket().toString(), "root", password),
                        new DatabaseLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), longest)));
    }

    private static Path template(Host host, Path data) throws IOException {
        Path server = Path.of(host.find("mariadbd").orElseThrow(() -> new IOException("There is no mariadbd")));
        String version = Long.toHexString(Files.getLastModifiedTime(server).toMillis()) + "-"
                + Long.toHexString(Files.size(server));
        Path folder = data.resolve("boot-template");
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path template = folder.resolve(version);
        if (Files.isDirectory(template)) return template;
        Path fresh = Files.createTempDirectory(folder, "new-");
        try {
            host.run(Command.of(
                                    "mariadb-install-db",
                                    "--no-defaults",
                                    "--datadir=" + fresh,
                                    "--auth-root-authentication-method=normal",
                                    "--skip-test-db",
                                    "--innodb-log-file-size=4M")
                            .within(Duration.ofMinutes(3)))
                    .orThrow();
            Files.move(fresh, template, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another boot was as quick.
            new LocalSiteFiles(folder).deleteTree(String.valueOf(fresh.getFileName()));
        } catch (IOException e) {
            new LocalSiteFiles(folder).deleteTree(String.valueOf(fresh.getFileName()));
            throw e;
        }
        return template;
    }

    /** Waits until it answers. */
    public void await() throws IOException {
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            ProbeOutcome outcome = Files.exists(place.socket())
                    ? administration.probe("mysql")
                    : new ProbeOutcome(ProbeOutcome.Kind.UNREACHABLE, 0, "");
            if (outcome.kind() == ProbeOutcome.Kind.CONNECTED) return;
            if (System.nanoTime() > until) {
                throw new IOException("The throw-away database server does not start: " + outcome.text());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The boot was interrupted", e);
            }
        }
    }

    /**
     * Loads a dump as a restore would, and counts what came.
     *
     * @param rows of its tables; empty where they are not known
     * @return tables whose rows are fewer or more than that; empty when all is well
     * @throws org.gardefou.access.database.DatabaseException when it does not load
     */
    public Map<String, Long> load(String schema, Map<String, Long> rows, Path folder) throws IOException {
        administration.loadBeside(DumpFiles.in(folder, schema), schema);
        Map<String, Long> differ = new TreeMap<>(administration.rows(schema, rows.keySet()));
        differ.entrySet().removeIf(table -> table.getValue().equals(rows.get(table.getKey())));
        return differ;
    }

    /** Its administrator. */
    public Credentials administrator() {
        return administration.credentials();
    }

    /** An account such as a hosted site has, with all rights on its schemas, which need not be there yet. Only when it answers. */
    public Credentials account(Collection<String> schemas) throws IOException {
        return administration.createAccount("site", schemas);
    }

    /** A user for the site, with rights on one schema. */
    public ScratchUser user(String schema) throws IOException {
        return administration.scratchUser(schema);
    }

    /**
     * The schema that WordPress' tables are in; the first one where none has them.
     *
     * @param tables of each schema, in the order in which the site has them
     */
    public static Optional<String> ofWordPress(SequencedMap<String, List<String>> tables) {
        return tables.entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(table -> table.endsWith("options"))
                        && one.getValue().stream().anyMatch(table -> table.endsWith("posts")))
                .findFirst()
                .or(() -> tables.entrySet().stream().findFirst())
                .map(Map.Entry::getKey);
    }
}
