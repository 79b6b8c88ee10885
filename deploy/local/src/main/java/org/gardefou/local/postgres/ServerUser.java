package org.gardefou.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the server runs. PostgreSQL refuses to run as root; then it runs in a user namespace, or, where the machine
 * refuses those, as an unprivileged user that owns its data.
 *
 * @param prefix what stands before each of its commands
 * @param owner who must own its data; empty when they stay with whoever runs us
 */
record ServerUser(List<String> prefix, String owner) {

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    static ServerUser find() throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            return new ServerUser(List.of(), "");
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return new ServerUser(List.of("unshare", "-U"), "");
        }
        for (String name : List.of("postgres", "nobody")) {
            if (succeeds(List.of("setpriv", "--reuid=" + name, "--clear-groups", "--regid=" + group(name), "true"))) {
                return new ServerUser(
                        List.of("setpriv", "--reuid=" + name, "--clear-groups", "--regid=" + group(name)), name);
            }
        }
        throw new IOException("PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
                + "run this as another user, or set QUARKUS_DATASOURCE_JDBC_URL to use a server of your own.");
    }

    List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(arguments);
        return all;
    }

    /** Hands a directory and all in it to the owner, where that is somebody else. */
    void own(Path directory) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        UserPrincipal user =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        if (Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, user);
            }
        }
    }

    private static String group(String user) {
        return user.equals("nobody") ? "nogroup" : user;
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
