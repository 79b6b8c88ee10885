package org.gardefou.access.host;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A command to run: an argument vector, never a line for a shell.
 *
 * @param arguments the program and its arguments; nothing secret, since every user of the host can read them
 * @param environment what it sets beside {@code PATH} and {@code LANG}
 * @param timeout after which it is ended
 * @param directory in which it runs; null for {@code /}
 * @param user as whom it runs; null for the user we are. Another one needs root.
 * @param errors gets all of its standard error beside the end of it that the outcome has; null: nobody wants it
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Input input,
        Output output,
        Duration timeout,
        @Nullable String directory,
        @Nullable String user,
        @Nullable OutputStream errors) {

    /** Stands in an argument for the path of a private file; see {@link Host#run(Command, byte[])}. */
    public static final String PRIVATE_FILE = "{private file}";

    // Long enough for every command that only asks; whoever moves data says how long that may take.
    private static final Duration USUAL = Duration.ofSeconds(60);

    /** Copies what it is given. */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs at least the name of a program.");
        }
    }

    /** A command without input, its output thrown away, for at most 60 seconds. */
    public static Command of(String... arguments) {
        return of(List.of(arguments));
    }

    /** A command without input, its output thrown away, for at most 60 seconds. */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), Input.none(), Output.discarded(), USUAL, null, null, null);
    }

    /** The same with another variable in its environment. */
    public Command with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Command(arguments, more, input, output, timeout, directory, user, errors);
    }

    /** The same with this input. */
    public Command reading(Input from) {
        return new Command(arguments, environment, from, output, timeout, directory, user, errors);
    }

    /** The same with its output there. */
    public Command writing(Output to) {
        return new Command(arguments, environment, input, to, timeout, directory, user, errors);
    }

    /** The same, ended after so long. */
    public Command within(Duration limit) {
        return new Command(arguments, environment, input, output, limit, directory, user, errors);
    }

    /** The same in a directory of the host. */
    public Command in(String place) {
        return new Command(arguments, environment, input, output, timeout, place, user, errors);
    }

    /** The same as another user of the host, with that user's groups and no way to gain rights. */
    public Command as(String who) {
        return new Command(arguments, environment, input, output, timeout, directory, who, errors);
    }

    /** The same, with all of its standard error written to a stream, which must never block for long. */
    public Command telling(OutputStream all) {
        return new Command(arguments, environment, input, output, timeout, directory, user, all);
    }

    /** The same with a private file in its place. */
    Command naming(String privateFile) {
        List<String> named = arguments.stream()
                .map(one -> one.replace(PRIVATE_FILE, privateFile))
                .toList();
        return new Command(named, environment, input, output, timeout, directory, user, errors);
    }

    /** The program's name without its folders. */
    public String program() {
        String first = arguments.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }
}
