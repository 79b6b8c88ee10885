package org.gardefou.restore.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/**
 * Has the site's PHP forget the code that it has compiled. A restore brings the old times of files back, by which opcache
 * would never see that they changed.
 */
@ApplicationScoped
public class PhpReload {

    private static final int MOST = 4096;

    private final Reach reach;

    PhpReload(Reach reach) {
        this.reach = reach;
    }

    /**
     * Reloads; answers what was done, or why nothing was: the check afterwards tells how the site is.
     *
     * @throws IOException when the connection to the site's machine is lost, so that nobody knows
     */
    public String reload(Target target) throws IOException {
        String pidFile = target.phpPidFile();
        if (pidFile == null) return "no PHP-FPM is registered for the site";
        Host host = reach.host(target);
        String pid = output(host, "cat", "--", pidFile).strip();
        if (!pid.matches("[1-9][0-9]{0,9}")) return pidFile + " holds no process id: PHP is not running";
        // The file may be stale, and its number another process by now.
        String who = output(host, "cat", "--", "/proc/" + pid + "/cmdline").replace('\0', ' ');
        if (!who.startsWith("php-fpm: master process")) {
            return "process " + pid + " is no master of PHP-FPM: left alone";
        }
        CommandOutcome sent = host.run(Command.of("kill", "-USR2", pid));
        demandHeard(sent);
        return sent.succeeded() ? "PHP-FPM (process " + pid + ") reloads" : sent.said() + ": " + sent.stderr();
    }

    private static void demandHeard(CommandOutcome outcome) throws IOException {
        if (outcome instanceof CommandOutcome.Lost) throw new CommandFailedException(outcome);
    }

    private static String output(Host host, String... command) throws IOException {
        Captured said = new Captured(MOST);
        CommandOutcome outcome = host.run(Command.of(command).writing(Output.to(said)));
        demandHeard(outcome);
        return outcome.succeeded() ? said.text() : "";
    }
}
