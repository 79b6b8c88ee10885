package org.gardefou.restore.preparation;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.restore.site.Target;

/**
 * What a site's user may still have on the disk of the site. What is prepared is given to that user, and the state before stays theirs as well: nothing
 * would stop us, who are root, but afterwards the site could not write a byte.
 */
final class Quota {

    private static final int LONGEST_ANSWER = 100_000;
    private static final int USED = 1;
    private static final int MOST = 3;
    private static final long KIB = 1024;

    private Quota() {}

    /** In bytes; empty where there is no limit, or the machine has no program that tells. */
    static OptionalLong left(Host host, Target target) throws IOException {
        Optional<String> program = host.find("quota", "/usr/sbin/quota");
        if (program.isEmpty()) return OptionalLong.empty();
        String mount = said(host, "stat", "-c", "%m", "--", target.root()).strip();
        // It ends with another code where a limit is passed, and says so all the same.
        return left(
                said(host, program.get(), "-u", "-w", "-p", "--show-mntpoint", "--hide-device", target.owner()), mount);
    }

    private static String said(Host host, String... command) {
        Captured said = new Captured(LONGEST_ANSWER);
        host.run(Command.of(command).writing(Output.to(said)));
        return said.text();
    }

    /**
     * Reads {@code quota}'s lines: {@code /srv 25004* 20000 30000 0 1500 0 0 0}, in KiB: what is used, the soft limit, the hard one.
     *
     * @param mount where the file system is mounted
     */
    static OptionalLong left(String said, String mount) {
        return said.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > MOST && words[0].equals(mount))
                .filter(words -> number(words[USED]) >= 0 && number(words[MOST]) > 0)
                .mapToLong(words -> Math.max(0, number(words[MOST]) - number(words[USED])) * KIB)
                .findFirst();
    }

    private static long number(String word) {
        String digits = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : -1;
    }
}
