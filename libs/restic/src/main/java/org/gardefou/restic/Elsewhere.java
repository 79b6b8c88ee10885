package org.gardefou.restic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** A machine on which a restic runs, to which a repository is brought by somebody: where the files are, when they are not here. */
@FunctionalInterface
public interface Elsewhere {

    /**
     * Runs restic there, in the base directory of the backup.
     *
     * @param arguments what comes behind the program's name
     * @param environment all that it needs but the place of the repository; secret, and no part of any command line
     * @param out takes its standard output as it comes
     * @param errors takes its standard error
     * @return restic's exit code
     * @throws IOException when it did not end by itself; the message says what to do
     */
    int run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream errors)
            throws IOException;
}
