package org.gardefou.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs of the machine, as one would call them by hand. */
final class Commands {

    private Commands() {}

    /** Runs one to its end; anything but success is the end of the benchmark. */
    static void run(List<String> command, @Nullable Path input, @Nullable Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(input == null ? new File("/dev/null") : input.toFile());
        if (output != null) builder.redirectOutput(output.toFile());
        else builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) throw new IOException(command.getFirst() + " ended with " + exit + ": " + said);
    }
}
