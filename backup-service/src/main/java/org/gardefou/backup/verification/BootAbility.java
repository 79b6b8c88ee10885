package org.gardefou.backup.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.backup.language.Text;

/** Whether this machine can boot a site in a place apart. Where it cannot, a point is not verified so, and is never said to be. */
final class BootAbility {

    private static final List<String> PROGRAMS =
            List.of("unshare", "setpriv", "prlimit", "mount", "chroot", "ip", "timeout", "base64", "php");
    private static final List<String> DATABASE = List.of("mariadbd", "mariadb-install-db", "mariadb");

    private BootAbility() {}

    /** What stands against it; empty: nothing. */
    static Optional<Text> lacking(Host host, boolean databases) {
        if (!System.getProperty("user.name", "").equals("root")) {
            return lacks(
                    "Un démarrage à l'écart demande que le service tourne en root : sans cela, il ne peut pas enfermer le site.",
                    "A boot in a place apart needs the service to run as root: otherwise it cannot shut the site in.");
        }
        List<String> wanted = new ArrayList<>(PROGRAMS);
        if (databases) wanted.addAll(DATABASE);
        List<String> missing =
                wanted.stream().filter(program -> host.find(program).isEmpty()).toList();
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            return lacks(
                    "Il manque au serveur de sauvegarde, pour démarrer un site à l'écart : " + names
                            + ". Installez-les (php-cli, php-mysql, mariadb-server, util-linux, iproute2).",
                    "To boot a site in a place apart, the backup server lacks: " + names
                            + ". Install them (php-cli, php-mysql, mariadb-server, util-linux, iproute2).");
        }
        if (!host.run(Command.of("unshare", "--net", "--mount", "--pid", "--ipc", "--uts", "--fork", "true")
                        .within(Duration.ofSeconds(20)))
                .succeeded()) {
            return lacks(
                    "Le noyau de ce serveur n'autorise pas d'espaces de noms (unshare) : le site ne peut pas être enfermé.",
                    "This server's kernel allows no namespaces (unshare): the site cannot be shut in.");
        }
        if (databases
                && !host.run(Command.of("php", "-r", "exit(extension_loaded('mysqli') ? 0 : 3);"))
                        .succeeded()) {
            return lacks(
                    "Le PHP du serveur de sauvegarde n'a pas mysqli : installez php-mysql.",
                    "The backup server's PHP has no mysqli: install php-mysql.");
        }
        return Optional.empty();
    }

    private static Optional<Text> lacks(String fr, String en) {
        return Optional.of(new Text(fr, en));
    }
}
