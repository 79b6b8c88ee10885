package org.gardefou.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a program.
 *
 * @param arguments the program and its arguments; never a shell string
 * @param environment what is added to the environment
 * @param directory where it runs
 * @param mark a piece of the command line by which the process is known again (see {@link PidFile})
 */
public record Command(List<String> arguments, Map<String, String> environment, Path directory, String mark) {

    /** Keeps its own copies. */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
