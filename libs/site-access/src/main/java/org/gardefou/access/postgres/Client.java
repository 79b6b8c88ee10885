package org.gardefou.access.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.gardefou.access.postgres.PostgresException.Kind;
import org.jspecify.annotations.Nullable;

/** The client programs of a host, run with one set of credentials; the password goes by a private file. */
final class Client {
    /** Catalogue rows only. */
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    private final Host host;
    private final Credentials credentials;
    private final DatabaseLimits limits;

    /** Where the host has it, once that is known. */
    private @Nullable String shell;

    Client(Host host, Credentials credentials, DatabaseLimits limits) {
        this.host = host;
        this.credentials = credentials;
        this.limits = limits;
    }

    Host host() {
        return host;
    }

    Credentials credentials() {
        return credentials;
    }

    Client as(Credentials others) {
        return new Client(host, others, limits);
    }

    /**
     * The rows of one statement or of several, in one session; the first error ends it. Names without a schema are the server's own: in
     * a database of a customer's, and in one in which customers may make things, others could stand for them.
     *
     * @param columns how many each row has
     */
    List<List<String>> ask(String database, String sql, int columns) throws PostgresException {
        return answer(database, "SET search_path = pg_catalog, pg_temp;\n" + sql, columns);
    }

    /** The same with the names of the database. */
    List<List<String>> answer(String database, String sql, int columns) throws PostgresException {
        Captured answer = new Captured(LARGEST_ANSWER);
        run(
                shell(),
                List.of(
                        "--no-psqlrc",
                        "--quiet",
                        "--tuples-only",
                        "--no-align",
                        // Names hold every character but this one.
                        "--field-separator-zero",
                        "--record-separator-zero",
                        "--set=ON_ERROR_STOP=1",
                        "--set=VERBOSITY=verbose",
                        "--no-password",
                        "--file=-",
                        "--dbname=" + target(database) + " client_encoding='UTF8'"),
                Input.of(sql),
                Output.to(answer),
                limits.query());
        return rows(answer.text(), columns);
    }

    private String shell() throws PostgresException {
        String found = shell;
        if (found == null) {
            reach();
            found = Programs.shell(host);
            shell = found;
        }
        return found;
    }

    /** A machine that is away lacks no program. */
    private void reach() throws PostgresException {
        try {
            host.connect();
        } catch (IOException e) {
            throw new PostgresException(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Statements whose answers nobody needs. */
    void tell(String database, String sql) throws PostgresException {
        ask(database, sql, 1);
    }

    void dump(Programs programs, List<String> options, String database, Path to) throws PostgresException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--no-password");
        arguments.add("--dbname=" + target(database));
        run(programs.dump(), arguments, Input.none(), Output.to(to), limits.transfer());
    }

    /** An archive of our machine put into a database. */
    void restore(Programs programs, List<String> options, String database, Path from) throws PostgresException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--no-password");
        arguments.add("--dbname=" + target(database));
        run(programs.restore(), arguments, Input.of(from), Output.discarded(), limits.transfer());
    }

    /** An archive of our machine as text; no server is asked. */
    void read(Programs programs, List<String> options, Path from, Output.Reader reader) throws PostgresException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--file=-");
        CommandOutcome outcome = host.run(Command.of(vector(programs.restore(), arguments))
                .reading(Input.of(from))
                .writing(Output.to(reader))
                .within(limits.transfer()));
        if (!outcome.succeeded()) {
            throw new PostgresException(
                    outcome instanceof CommandOutcome.Exited ? Kind.DUMP_CUT_SHORT : Kind.OTHER,
                    outcome.said() + ": " + outcome.stderr().strip());
        }
    }

    private void run(String program, List<String> arguments, Input input, Output output, Duration timeout)
            throws PostgresException {
        Command command = Command.of(vector(program, arguments))
                // Where a connection ends in silence the programs would wait for ever.
                .with("PGCONNECT_TIMEOUT", Long.toString(limits.connect().toSeconds()))
                .with("PGAPPNAME", "garde-fou")
                .reading(input)
                .writing(output)
                .within(timeout);
        try {
            CommandOutcome outcome = host.run(command, passwordFile().getBytes(StandardCharsets.UTF_8));
            if (!outcome.succeeded()) throw Troubles.of(outcome);
        } catch (PostgresException e) {
            throw e;
        } catch (IOException e) {
            throw new PostgresException(
                    Kind.OTHER, "The credentials could not be handed to the client: " + e.getMessage());
        }
    }

    private static List<String> vector(String program, List<String> arguments) {
        List<String> vector = new ArrayList<>(List.of(program));
        vector.addAll(arguments);
        return vector;
    }

    /** A database's name that looks like a connection string would be taken for one. */
    private String target(String database) {
        String socket = credentials.socket();
        String host = credentials.host();
        String where = Quoting.connecting("host", socket != null ? socket : String.valueOf(host));
        return String.join(
                " ",
                Quoting.connecting("dbname", database),
                where,
                credentials.port() > 0 ? "port=" + credentials.port() : "",
                Quoting.connecting("user", credentials.user()),
                // In the words and not in the environment: the file is there no longer than the command is.
                Quoting.connecting("passfile", Command.PRIVATE_FILE));
    }

    /** PostgreSQL 18, section 32.16: one line, whose last field alone is not a pattern. */
    private String passwordFile() {
        return "*:*:*:*:" + credentials.password().replace("\\", "\\\\").replace(":", "\\:") + "\n";
    }

    private static List<List<String>> rows(String answer, int columns) {
        List<List<String>> rows = new ArrayList<>();
        String[] fields = answer.split("\0", -1);
        // Each row ends with the sign, so that behind the last one an empty field is left over.
        for (int from = 0; from + columns < fields.length; from += columns) {
            rows.add(List.of(fields).subList(from, from + columns));
        }
        return rows;
    }
}
