package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;

/**
 * Looks whether the master of PHP-FPM lives. A site's own programs can end their workers, and answer with any status, but not end a master
 * that runs as another user: a page that is down while the master lives is not the master's doing, and one whose master is dead is not the
 * site's.
 */
@ApplicationScoped
class PhpCheck implements Check {

    private static final int LONGEST_PID = 32;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_CMDLINE = 128 * 1024;

    @Override
    public String name() {
        return "php";
    }

    /** The front page says whether visitors are affected. */
    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) throws IOException {
        String pidFile = site.place().phpPidFile();
        if (pidFile == null) {
            return CheckResult.couldNot(
                    name(), "Aucun fichier pid de PHP-FPM n'est déclaré.", "No pid file of PHP-FPM is declared.");
        }
        if (!OutOfReach.of(site).isRoots(pidFile)) {
            return CheckResult.couldNot(
                    name(),
                    "Le fichier pid de PHP-FPM est à la portée des programmes du site : il ne prouve rien.",
                    "The pid file of PHP-FPM is within the reach of the site's own programs: it proves nothing.");
        }
        SiteFiles files = site.host().files("/");
        if (!files.exists(pidFile)) return noMaster(site, pidFile);
        String pid = files.text(pidFile, LONGEST_PID).strip();
        if (!pid.matches("[0-9]{1,9}")) {
            return CheckResult.couldNot(
                    name(), "Le fichier pid ne contient pas de numéro.", "The pid file holds no number.");
        }
        return lives(files, pid)
                ? CheckResult.ok(name(), "PHP-FPM est en marche.", "PHP-FPM runs.")
                : noMaster(site, "pid " + pid);
    }

    /** The number of a master that died may be another program's by now. */
    private static boolean lives(SiteFiles files, String pid) throws IOException {
        try {
            return files.text("/proc/" + pid + "/comm", LONGEST_NAME).startsWith("php-fpm")
                    && !files.text("/proc/" + pid + "/cmdline", LONGEST_CMDLINE).isEmpty();
        } catch (FileAccessException e) {
            if (e.reason() == FileAccessException.Reason.MISSING) return false;
            throw e;
        }
    }

    /** Where the site answers, the file is another's, or an old one, rather than PHP gone. */
    private CheckResult noMaster(Examination site, String evidence) {
        if (!site.down()) {
            return CheckResult.couldNot(
                    name(),
                    "Le site répond, mais le fichier pid déclaré ne mène à aucun PHP-FPM : corrigez-le.",
                    "The site answers, but the declared pid file leads to no PHP-FPM: correct it.");
        }
        return seesOthers(site.host().files("/"))
                ? dead(site, evidence)
                : CheckResult.couldNot(
                        name(),
                        "Ce service ne voit pas les processus des autres comptes : rien ne dit si PHP-FPM tourne.",
                        "This service does not see the processes of other accounts: nothing tells whether PHP-FPM runs.");
    }

    /**
     * Whether the machine's processes can be seen at all: mounted with {@code hidepid}, or in a namespace of our own, {@code /proc} has
     * only ours, and a master that lives looks like one that is gone. The kernel's own threads are only where all others are.
     */
    private static boolean seesOthers(SiteFiles files) {
        try {
            return files.text("/proc/2/comm", LONGEST_NAME).startsWith("kthreadd");
        } catch (IOException e) {
            return false;
        }
    }

    private CheckResult dead(Examination site, String evidence) {
        Text text = new Text("PHP-FPM ne tourne pas sur le serveur.", "PHP-FPM does not run on the server.");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                new Finding(
                                "PHP_FPM_DOWN",
                                Area.PLATFORM,
                                Prior.PLATFORM,
                                90,
                                text,
                                "platform-incident",
                                null,
                                null,
                                evidence,
                                site.now())
                        .witnessedBy(Witness.OWN_PROBE));
    }
}
