package org.gardefou.local.site;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * MariaDB's own client as one user. The option file carries the address and the password, and statements go through
 * standard input, so that neither shows in a process list.
 */
record Sql(String client, Path optionFile) {

    void run(String statements) {
        execute(statements);
    }

    /** Rows of columns as text; tabs and line ends inside a value stay escaped. */
    List<List<String>> rows(String query) {
        return execute(query)
                .lines()
                .map(line -> Arrays.asList(line.split("\t", -1)))
                .toList();
    }

    void load(Path dump) {
        Command.of(arguments()).inputFrom(dump).orFail("Loading the database");
    }

    boolean answers() {
        return Command.of(arguments()).input("SELECT 1;").run().status() == 0;
    }

    private String execute(String statements) {
        return Command.of(arguments()).input(statements).orFail("Talking to the site's database");
    }

    private List<String> arguments() {
        return List.of(
                client,
                "--defaults-file=" + optionFile,
                "--batch",
                "--skip-column-names",
                "--default-character-set=utf8mb4");
    }
}
