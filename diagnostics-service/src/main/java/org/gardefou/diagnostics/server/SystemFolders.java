package org.gardefou.diagnostics.server;

import java.nio.file.Path;
import java.util.List;

/**
 * The folders in which a server keeps itself: its programs, its settings, its state (Filesystem Hierarchy Standard 3.0). A backup of
 * them would hand them to a customer, and a restore would put a customer's files in their place.
 */
public final class SystemFolders {

    /** Where sites are when a server does not say otherwise: the homes of people, the data of services, Debian's web server. */
    static final List<String> USUAL_SITE_ROOTS = List.of("/home", "/srv", "/var/www");

    /** Below /var/lib not everything is the system's own: some panels keep their sites there. */
    private static final List<Path> CLOSED =
            paths("/bin /boot /dev /etc /lib /lib32 /lib64 /libx32 /proc /root /run /sbin /sys /usr"
                    + " /var/backups /var/cache /var/lock /var/mail /var/run /var/spool"
                    + " /var/lib/apt /var/lib/containerd /var/lib/docker /var/lib/dpkg /var/lib/mysql /var/lib/pam"
                    + " /var/lib/php /var/lib/postgresql /var/lib/private /var/lib/rpm /var/lib/systemd");

    private static final Path LOGS = Path.of("/var/log");

    private SystemFolders() {}

    /** Whether sites may lie below this folder: it is no system folder, lies in none and has none in it. */
    static boolean mayHoldSites(Path folder) {
        return !ServerPath.overlap(folder, LOGS)
                && CLOSED.stream().noneMatch(closed -> ServerPath.overlap(folder, closed));
    }

    /** Whether a file is one of the system's own; its logs are not, which are there to be read. */
    public static boolean hold(Path file) {
        return CLOSED.stream().anyMatch(file::startsWith);
    }

    private static List<Path> paths(String folders) {
        return List.of(folders.split(" ")).stream().map(Path::of).toList();
    }
}
