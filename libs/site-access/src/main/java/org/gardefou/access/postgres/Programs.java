package org.gardefou.access.postgres;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.access.postgres.PostgresException.Kind;

/**
 * The client programs that go with a server. A dump program refuses a server that is newer than itself; one that is newer than the
 * server reads it well, but what it writes may hold settings that the server does not know. So the server's own version is taken, or
 * the least newer one. On Debian the programs of every version lie beside each other, and {@code /usr/bin/pg_dump} is a script that
 * chooses among them by rules of its own.
 *
 * @param dump the path of {@code pg_dump}
 * @param restore the path of {@code pg_restore}
 */
record Programs(String dump, String restore) {
    /** From the first version whose number is one figure and that we support, to what is far from now. */
    private static final int OLDEST = 10;

    private static final int NEWEST = 40;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** Of these, Debian's and Red Hat's packages. */
    private static Stream<String> folders(int version) {
        return Stream.of("/usr/lib/postgresql/" + version + "/bin/", "/usr/pgsql-" + version + "/bin/");
    }

    /** Any {@code psql}: each one talks with each server. */
    static String shell(Host host) throws PostgresException {
        String[] candidates = Stream.concat(
                        versions(OLDEST).map(folder -> folder + "psql").toList().reversed().stream(), Stream.of("psql"))
                .toArray(String[]::new);
        return host.find(candidates).orElseThrow(() -> missing(host, "psql", ""));
    }

    /** Those for a server of this version. */
    static Programs fitting(Host host, int server) throws PostgresException {
        Optional<String> beside =
                host.find(versions(server).map(folder -> folder + "pg_dump").toArray(String[]::new));
        if (beside.isPresent()) {
            String folder = beside.get().substring(0, beside.get().length() - "pg_dump".length());
            Optional<String> restore = host.find(folder + "pg_restore");
            if (restore.isPresent()) return new Programs(beside.get(), restore.get());
        }
        String dump = host.find("pg_dump").orElseThrow(() -> missing(host, "pg_dump", "-" + server));
        String restore = host.find("pg_restore").orElseThrow(() -> missing(host, "pg_restore", "-" + server));
        int version = version(host, dump);
        if (version < server) throw outdated(host, version, server);
        return new Programs(dump, restore);
    }

    /** Why the programs of a host are of no use for a server. */
    static PostgresException outdated(Host host, int version, int server) {
        return new PostgresException(
                Kind.CLIENT_OUTDATED,
                "The server runs PostgreSQL %d, and %s has pg_dump %d, which refuses newer servers; install postgresql-client-%d there."
                        .formatted(server, host.name(), version, server));
    }

    private static Stream<String> versions(int from) {
        return IntStream.range(from, NEWEST).boxed().flatMap(Programs::folders);
    }

    private static int version(Host host, String program) throws PostgresException {
        Captured said = new Captured(1000);
        if (!host.run(Command.of(List.of(program, "--version")).writing(Output.to(said)))
                .succeeded()) {
            throw missing(host, program + " that runs", "");
        }
        Matcher version = VERSION.matcher(said.text());
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static PostgresException missing(Host host, String program, String version) {
        return new PostgresException(
                Kind.CLIENT_MISSING,
                "There is no %s on %s; install postgresql-client%s there.".formatted(program, host.name(), version));
    }
}
