package org.gardefou.access.host;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import org.gardefou.access.files.SiteFiles;

/**
 * A machine on which sites live. What is written against this works on any host, near or far: commands are argument
 * vectors that exist there, paths are paths there, and only the bytes of standard input and output cross over.
 */
public interface Host {
    /** How people call it. */
    String name();

    /** The user as whom our commands run there. */
    String user();

    /**
     * Makes sure that it is reached. This machine always is.
     *
     * @throws IOException when it is not; the message says what to do
     */
    default void connect() throws IOException {}

    /** The zone of its clock; many logs are written in it without saying so. */
    ZoneId zone();

    /**
     * Runs a command and waits for it. It starts with an empty environment but for {@code PATH}, {@code LANG=C.UTF-8}
     * and what the command sets; it and all its children are ended at its timeout, and when our thread is interrupted.
     *
     * @return how it ended, never null; a command that fails is an outcome and no exception
     */
    CommandOutcome run(Command command);

    /**
     * Runs a command that reads a private file: where {@link Command#PRIVATE_FILE} stands in its arguments it finds the path. The file is there
     * as long as the command runs, also where nobody hears of its end.
     *
     * @param content what must be in neither an argument vector nor an environment
     * @throws IOException when the file cannot be made
     */
    default CommandOutcome run(Command command, byte[] content) throws IOException {
        try (PrivateFile file = privateFile(content)) {
            return run(command.naming(file.path()));
        }
    }

    /** The first of some programs that the host has, as an absolute path: {@code find("mariadb", "mysql")}. */
    Optional<String> find(String... programs);

    /** The files below an absolute directory of the host. */
    SiteFiles files(String root);

    /**
     * Puts bytes in a new file that only the user of our commands can read (0600), until it is closed. For what must
     * be in neither an argument vector nor an environment, since both can be read by others.
     */
    PrivateFile privateFile(byte[] content) throws IOException;
}
