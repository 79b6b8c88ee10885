package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What proc(5) tells of a process: whether it lives, and whether it serves the site in a certain folder. */
final class ServerProcess {
    private ServerProcess() {}

    /**
     * Every living process of that program that serves that folder: by its command line (masters, PHP's workers, whose pool
     * is named after the folder) or by a log of the folder that it holds open (nginx' workers, which show nothing else).
     */
    static List<ProcessHandle> of(String program, Path folder) {
        Pattern named = Pattern.compile("(^|[\\s=(])" + Pattern.quote(folder.toString()) + "(/|[\\s)]|$)");
        return ProcessHandle.allProcesses()
                .filter(process -> runs(process.pid(), program) && lives(process))
                .filter(process -> named.matcher(commandLine(process.pid())).find()
                        || holdsFileIn(process.pid(), folder.resolve("log")))
                .toList();
    }

    /** A process that has ended but that its parent has not collected (a container without an init) no longer lives. */
    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(file(process.pid(), "stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false;
        }
    }

    /** By the name of the executable, which an editor that has one of the site's files open does not share. */
    static boolean runs(long pid, String program) {
        try {
            return Files.readString(file(pid, "comm")).startsWith(program);
        } catch (IOException e) {
            return false;
        }
    }

    /** With blanks between the arguments; empty when the process has ended. */
    static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(file(pid, "cmdline")), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean holdsFileIn(long pid, Path folder) {
        try (Stream<Path> descriptors = Files.list(file(pid, "fd"))) {
            return descriptors.anyMatch(descriptor -> pointsInto(descriptor, folder));
        } catch (IOException | UncheckedIOException e) {
            // Another user's process, or one that has just ended: not ours to look into.
            return false;
        }
    }

    private static boolean pointsInto(Path descriptor, Path folder) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
