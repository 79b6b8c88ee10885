package org.gardefou.access.apart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.postgres.DatabaseSwap;
import org.gardefou.access.postgres.HostedDatabases;

/**
 * The PostgreSQL server of a boot, as {@link BootDatabase} is that of MariaDB: one of its own, of the newest programs of this machine, which no
 * network reaches. Its files are made in the namespaces, as its user.
 */
public final class BootPostgres {

    private static final String OWNER = BootUsers.DATABASE + ":" + BootUsers.DATABASE;
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final String ADMINISTRATOR = "gardefou";
    private static final String ROLE = "site";

    private final Host host;
    private final Credentials administrator;
    private final DatabaseLimits limits;

    private BootPostgres(Host host, Credentials administrator, DatabaseLimits limits) {
        this.host = host;
        this.administrator = administrator;
        this.limits = limits;
    }

    /** The folder of the newest server's programs, where Debian's or Red Hat's packages put it; empty: there is none. */
    public static Optional<Path> programs() throws IOException {
        for (Path place : List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"))) {
            if (!Files.isDirectory(place)) continue;
            try (Stream<Path> versions = Files.list(place)) {
                Optional<Path> newest = versions.filter(one -> place.getNameCount() > 1
                                || String.valueOf(one.getFileName()).startsWith("pgsql-"))
                        .map(one -> one.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb"))
                                && Files.isExecutable(bin.resolve("postgres")))
                        .max(Comparator.comparingInt(BootPostgres::version));
                if (newest.isPresent()) return newest;
            }
        }
        return Optional.empty();
    }

    private static int version(Path bin) {
        String digits = String.valueOf(bin.getName(bin.getNameCount() - 2)).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /**
     * Has the place's {@link Sandbox} make and start one; before that is opened.
     *
     * @param programs see {@link #programs}
     */
    public static BootPostgres prepare(Host host, BootPlace place, Path programs, Duration longest) throws IOException {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path file = Files.createFile(
                place.database().resolve("pg-password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        host.run(Command.of("chown", OWNER, file.toString(), place.database().toString()))
                .orThrow();
        place.postgres(programs);
        return new BootPostgres(
                host,
                Credentials.socket(place.database().toString(), ADMINISTRATOR, password),
                new DatabaseLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), longest));
    }

    /** Waits until it answers. */
    public void await() throws IOException {
        long until = System.nanoTime() + LONGEST_START.toNanos();
        HostedDatabases databases = new HostedDatabases(host, administrator, limits);
        while (true) {
            Optional<String> why = databases.away();
            if (why.isEmpty()) return;
            if (System.nanoTime() > until) {
                throw new IOException("The throw-away PostgreSQL server does not start: " + why.get());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The boot was interrupted", e);
            }
        }
    }

    /** Makes empty databases such as a hosted site has, all of one role's. */
    public void make(Collection<String> databases) throws IOException {
        new HostedDatabases(host, administrator, limits).make(ROLE, databases);
    }

    /**
     * Loads a dump beside a database that was {@linkplain #make made}, as a restore would.
     *
     * @return its tables
     * @throws org.gardefou.access.postgres.PostgresException when it does not load
     */
    public int load(String database, Path dump) throws IOException {
        return new DatabaseSwap(host, administrator, limits)
                .loadBeside(dump, new DatabaseSwap.Plan(database, "gardefou_loaded", "gardefou_before"));
    }

    /** Its administrator. */
    public Credentials administrator() {
        return administrator;
    }
}
