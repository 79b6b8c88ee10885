package org.gardefou.restore.remote;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/** Whether another machine has what a restore needs there. Of this machine nothing is asked. */
@ApplicationScoped
public class FarMachine {

    private static final int LONGEST_ANSWER = 1000;
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    /** Prints what is missing; and takes away private files that a killed service of ours left, as a backup does. */
    private static final String LACKS = """
            [ "$(id -u)" = 0 ] || { echo root; exit 0; }
            command -v perl >/dev/null || echo perl
            case "$(uname -m)" in x86_64|aarch64) ;; *) echo processor ;; esac
            case "$(tar --version 2>/dev/null)" in *GNU*) ;; *) echo tar ;; esac
            for p in chown chmod stat; do command -v $p >/dev/null || echo coreutils; done
            find /run -maxdepth 1 -name 'gardefou.*' -user root -mmin +1500 -exec rm -rf -- {} + 2>/dev/null
            exit 0
            """;

    private final Reach reach;

    FarMachine(Reach reach) {
        this.reach = reach;
    }

    /** That a site's machine is reached, and has what is needed; nothing of the site is touched. */
    public void demandReady(Target target) throws IOException, RestoreFailure {
        if (target.isHere()) return;
        Host host = reach.host(target);
        host.connect();
        Captured said = new Captured(LONGEST_ANSWER);
        CommandOutcome outcome =
                host.run(Command.of("sh", "-c", LACKS).writing(Output.to(said)).within(LONGEST_LOOK));
        if (!outcome.succeeded()) throw new CommandFailedException(outcome);
        List<String> lacking = said.text().lines().distinct().toList();
        if (lacking.isEmpty()) return;
        throw lacking.contains("root") ? notRoot(host) : lacking(host, String.join(", ", lacking));
    }

    /**
     * That files can be exchanged in one step there: tried with two folders of ours, before anything is restored.
     *
     * @param named how the folder is named below the site's root
     */
    public static void demandExchange(PrivateFolder folder, String named) throws IOException, RestoreFailure {
        String one = ".exchange-one";
        String other = ".exchange-other";
        try {
            folder.files().createDirectory(one);
            folder.files().createDirectory(other);
            folder.exchange(one, named + "/" + other);
        } catch (FileAccessException e) {
            if (e.reason() != FileAccessException.Reason.NOT_SUPPORTED) throw e;
            throw new RestoreFailure(
                    FailureCode.SERVER_NOT_READY,
                    new Text(
                            "Le système de fichiers du site ne sait pas échanger deux dossiers d'un seul geste (renameat2, RENAME_EXCHANGE) ; l'hébergeur doit le mettre sur ext4, XFS, Btrfs ou ZFS 2.2.",
                            "The site's file system cannot exchange two folders in one step (renameat2, RENAME_EXCHANGE); the hoster must put it on ext4, XFS, Btrfs or ZFS 2.2."),
                    e);
        }
        folder.files().deleteTree(one);
        folder.files().deleteTree(other);
    }

    private static RestoreFailure notRoot(Host host) {
        return new RestoreFailure(
                FailureCode.SERVER_NOT_READY,
                new Text(
                                "Sur %s, Garde-fou se connecte comme %s ; une restauration donne les fichiers au propriétaire du site et doit y être root. L'hébergeur doit enregistrer root comme utilisateur.",
                                "On %s Garde-fou logs in as %s; a restore gives files to the site's owner and must be root there. The hoster must register root as its user.")
                        .with(host.name(), host.user()));
    }

    private static RestoreFailure lacking(Host host, String what) {
        return new RestoreFailure(
                FailureCode.SERVER_NOT_READY,
                new Text(
                                "Il manque sur %s ce qu'il faut à une restauration (%s) ; l'hébergeur doit y installer perl, tar (GNU) et coreutils, sur un processeur x86-64 ou ARM 64 bits.",
                                "%s lacks what a restore needs there (%s); the hoster must install perl, tar (GNU) and coreutils there, on an x86-64 or 64-bit ARM processor.")
                        .with(host.name(), what));
    }
}
