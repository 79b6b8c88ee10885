package org.gardefou.access.host;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.posix.Posix;

/** Ends a command with all that it started. */
final class ProcessTree {
    // Time for a client to say goodbye to its server; a dump has nothing else to tidy.
    private static final long GRACE_SECONDS = 2;

    private ProcessTree() {}

    /** Ends the process, its group and its descendants; what has ended already is left alone. */
    static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        if (!process.isAlive() && descendants.isEmpty()) {
            // The group lives on as long as one member does, so its number cannot be another's; else ESRCH.
            Posix.signalGroup(process.pid(), Posix.SIGKILL);
            return;
        }
        signal(process, descendants, Posix.SIGTERM);
        boolean interrupted = false;
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        signal(process, descendants, Posix.SIGKILL);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(Process process, List<ProcessHandle> descendants, int signal) {
        Posix.signalGroup(process.pid(), signal);
        for (ProcessHandle child : descendants) {
            end(child, signal);
        }
        end(process.toHandle(), signal);
    }

    private static void end(ProcessHandle handle, int signal) {
        if (!handle.isAlive()) {
            return;
        }
        boolean asked = signal == Posix.SIGKILL ? handle.destroyForcibly() : handle.destroy();
        if (!asked && handle.isAlive()) {
            throw new IllegalStateException("Process " + handle.pid() + " cannot be ended by us.");
        }
    }
}
