package org.gardefou.access.apart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;

/** Whether this machine can boot a site in a place apart. Where it cannot, a point is not verified so, and is never said to be. */
public final class BootAbility {

    private static final List<String> PROGRAMS =
            List.of("unshare", "setpriv", "prlimit", "mount", "chroot", "ip", "timeout", "base64", "php");
    private static final List<String> DATABASE = List.of("mariadbd", "mariadb-install-db", "mariadb");

    private BootAbility() {}

    /**
     * What stands against it.
     *
     * @param programs that are missing; empty where it is something else
     */
    public record Lack(Kind kind, List<String> programs) {}

    /** What it is. */
    public enum Kind {
        /** Only root can shut a site in. */
        NOT_ROOT,
        PROGRAMS,
        /** The kernel allows none. */
        NAMESPACES,
        /** PHP's extension for MariaDB. */
        MYSQLI
    }

    /** What stands against it; empty: nothing. */
    public static Optional<Lack> lacking(Host host, boolean databases) {
        if (!System.getProperty("user.name", "").equals("root")) return lacks(Kind.NOT_ROOT);
        List<String> wanted = new ArrayList<>(PROGRAMS);
        if (databases) wanted.addAll(DATABASE);
        List<String> missing =
                wanted.stream().filter(program -> host.find(program).isEmpty()).toList();
        if (!missing.isEmpty()) return Optional.of(new Lack(Kind.PROGRAMS, missing));
        if (!host.run(Command.of("unshare", "--net", "--mount", "--pid", "--ipc", "--uts", "--fork", "true")
                        .within(Duration.ofSeconds(20)))
                .succeeded()) {
            return lacks(Kind.NAMESPACES);
        }
        if (databases
                && !host.run(Command.of("php", "-r", "exit(extension_loaded('mysqli') ? 0 : 3);"))
                        .succeeded()) {
            return lacks(Kind.MYSQLI);
        }
        return Optional.empty();
    }

    private static Optional<Lack> lacks(Kind kind) {
        return Optional.of(new Lack(kind, List.of()));
    }
}
