package org.gardefou.restic;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process to run.
 *
 * @param operation its name for people: "backup", "restore"
 * @param arguments the argument vector, program first; never holds a secret
 * @param directory where it runs, null for anywhere
 * @param environment all of its environment
 * @param leadsGroup whether it makes a process group of its own
 * @param patience for how long it may try the same thing again at its storage
 * @param remote whether it works on a storage that can go away under it, so that its lock stays there
 */
record Command(
        String operation,
        List<String> arguments,
        @Nullable Path directory,
        Map<String, String> environment,
        boolean leadsGroup,
        Duration patience,
        boolean remote,
        Duration timeout,
        @Nullable Cancellation cancellation) {

    Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        arguments.forEach(Command::requireEncodable);
        environment.values().forEach(Command::requireEncodable);
    }

    /**
     * Java encodes arguments in the charset of the locale it was started in. Under LANG=C it would silently turn every
     * umlaut into a question mark, and restic would look for another file.
     */
    private static void requireEncodable(String text) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No path, password or option may hold a NUL character");
        }
        if (!charset.newEncoder().canEncode(text)) {
            throw new IllegalStateException("A path or value with letters outside " + charset
                    + " cannot be handed to restic: start Java with LC_ALL=C.UTF-8 in its environment");
        }
    }

    /** Without the environment, which holds the password. */
    @Override
    public String toString() {
        return "Command" + arguments;
    }
}
