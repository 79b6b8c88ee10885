package org.gardefou.access.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.jspecify.annotations.Nullable;

/** The client programs of a host, run with one set of credentials. */
final class Client {
    // Answers are catalogue rows and option values; whoever wants a table's content dumps it.
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
    private static final Pattern SHELL_ERROR = Pattern.compile("^ERROR (\\d{3,5}) \\(", Pattern.MULTILINE);
    private static final Pattern DUMP_ERROR =
            Pattern.compile("Got error: (\\d{3,5})|\\((\\d{4})\\)\\s*$", Pattern.MULTILINE);

    private final Host host;
    private final Credentials credentials;
    private final DatabaseLimits limits;

    Client(Host host, Credentials credentials, DatabaseLimits limits) {
        this.host = host;
        this.credentials = credentials;
        this.limits = limits;
    }

    Client as(Credentials others) {
        return new Client(host, others, limits);
    }

    Credentials credentials() {
        return credentials;
    }

    /** Statements whose answers are wanted, in one session; the first error ends it. */
    List<Row> ask(@Nullable String schema, String sql) throws DatabaseException {
        Captured answer = new Captured(LARGEST_ANSWER);
        shell(schema, List.of("--xml", "--quick"), Input.of(sql), Output.to(answer), limits.query());
        return Row.parse(answer.text());
    }

    /** Statements without answers, from a text. */
    void tell(@Nullable String schema, String sql) throws DatabaseException {
        shell(schema, List.of(), Input.of(sql), Output.discarded(), limits.query());
    }

    /** A long script, from wherever. */
    void load(@Nullable String schema, Input script) throws DatabaseException {
        shell(schema, List.of(), script, Output.discarded(), limits.transfer());
    }

    void dump(List<String> arguments, Output output) throws DatabaseException {
        List<String> all = new ArrayList<>(List.of("--default-character-set=utf8mb4", "--max-allowed-packet=1G"));
        all.addAll(arguments);
        run(List.of("mariadb-dump", "mysqldump"), all, Input.none(), output, limits.transfer());
    }

    private void shell(@Nullable String schema, List<String> options, Input input, Output output, Duration timeout)
            throws DatabaseException {
        List<String> arguments = new ArrayList<>(List.of(
                "--batch",
                "--no-auto-rehash",
                "--skip-reconnect",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=1G",
                "--connect-timeout=" + limits.connect().toSeconds(),
                // The client's own commands (\! runs a shell) and LOAD DATA LOCAL must not work in somebody's dump.
                "--local-infile=0",
                "--binary-mode",
                "--loose-sandbox"));
        if (schema != null) {
            arguments.add("--database=" + schema);
        }
        arguments.addAll(options);
        run(List.of("mariadb", "mysql"), arguments, input, output, timeout);
    }

    private void run(List<String> programs, List<String> arguments, Input input, Output output, Duration timeout)
            throws DatabaseException {
        reach();
        String program = host.find(programs.toArray(String[]::new))
                .orElseThrow(() -> new DatabaseException(
                        DatabaseException.NO_CODE,
                        "Neither " + String.join(" nor ", programs) + " is on " + host.name()
                                + "; install the MariaDB client there."));
        // Only our file is read, not those of the system and of the user: ~/.my.cnf would win over ours.
        List<String> vector = new ArrayList<>(List.of(program, "--defaults-file=" + Command.PRIVATE_FILE));
        vector.addAll(arguments);
        Command command = Command.of(vector).reading(input).writing(output).within(timeout);
        try {
            CommandOutcome outcome = host.run(command, credentials.optionFile().getBytes(StandardCharsets.UTF_8));
            if (!outcome.succeeded()) {
                throw failed(outcome);
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE, "The credentials could not be handed to the client: " + e.getMessage());
        }
    }

    private void reach() throws DatabaseException {
        try {
            host.connect();
        } catch (IOException e) {
            throw new DatabaseException(DatabaseException.NO_CONNECTION, String.valueOf(e.getMessage()));
        }
    }

    private DatabaseException failed(CommandOutcome outcome) {
        String words = outcome.stderr().strip();
        if (outcome instanceof CommandOutcome.Lost) {
            return new DatabaseException(DatabaseException.CONNECTION_LOST, outcome.said());
        }
        Matcher shell = SHELL_ERROR.matcher(words);
        int code = DatabaseException.NO_CODE;
        int from = 0;
        // The client repeats the statement before the error: that can hold a secret, or look like an error itself.
        while (shell.find()) {
            code = Integer.parseInt(shell.group(1));
            from = shell.start();
        }
        if (code != DatabaseException.NO_CODE) {
            return new DatabaseException(code, words.substring(from));
        }
        Matcher dump = DUMP_ERROR.matcher(words);
        if (dump.find()) {
            return new DatabaseException(
                    Integer.parseInt(dump.group(1) != null ? dump.group(1) : dump.group(2)), words);
        }
        return new DatabaseException(
                DatabaseException.NO_CODE, outcome.said() + (words.isEmpty() ? "." : ": " + words));
    }
}
