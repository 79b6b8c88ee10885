package org.gardefou.restic;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals. Java itself only knows SIGTERM and SIGKILL, and restic 0.14 leaves its lock behind on SIGTERM. */
final class Signals {
    /** kill is a builtin of every POSIX shell, while /bin/kill is not on every machine. */
    private static final String SCRIPT = "kill -s \"$1\" -- \"$2\"";

    private Signals() {}

    /** Asks restic to stop and clean up. */
    static void interrupt(ProcessHandle process) {
        if (process.isAlive()) {
            send("INT", Long.toString(process.pid()));
        }
    }

    /** Ends a process, and the group it leads (restic's ssh or rclone). */
    static void kill(ProcessHandle process, boolean leadsGroup) {
        if (process.isAlive()) {
            if (leadsGroup) {
                send("KILL", "-" + process.pid());
            }
            process.destroyForcibly();
        }
    }

    private static void send(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "sh", signal, target)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // A process that has just ended makes kill fail, which is as good as success.
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run /bin/sh to send SIG" + signal + "; install a POSIX shell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
