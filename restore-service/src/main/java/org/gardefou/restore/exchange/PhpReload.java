package org.gardefou.restore.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
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

    private static final int MOST = 65_536;

    /** A worker ends with its request, or is ended after what PHP-FPM calls process_control_timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Reach reach;

    PhpReload(Reach reach) {
        this.reach = reach;
    }

    /**
     * Reloads, and waits until no worker is left that has the old code: who asks then is answered by the new. Answers what was done, or why nothing was: the
     * check afterwards tells how the site is.
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
        Set<String> old = workers(host, pid);
        CommandOutcome sent = host.run(Command.of("kill", "-USR2", pid));
        demandHeard(sent);
        if (!sent.succeeded()) return sent.said() + ": " + sent.stderr();
        return gone(host, pid, old)
                ? "PHP-FPM (process " + pid + ") reloads: the old code is gone"
                : "PHP-FPM (process " + pid + ") reloads, and has workers that still answer with the old code";
    }

    /** The workers of a master; none where the machine does not tell. */
    private static Set<String> workers(Host host, String master) throws IOException {
        String children = output(host, "cat", "--", "/proc/" + master + "/task/" + master + "/children");
        return children.isBlank() ? Set.of() : Set.of(children.strip().split(" +"));
    }

    private static boolean gone(Host host, String master, Set<String> old) throws IOException {
        if (old.isEmpty()) return true;
        Instant until = Instant.now().plus(PATIENCE);
        while (!Collections.disjoint(workers(host, master), old)) {
            if (Instant.now().isAfter(until)) return false;
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
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
