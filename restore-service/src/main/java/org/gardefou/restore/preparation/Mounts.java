package org.gardefou.restore.preparation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.Output;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Where something is mounted on a machine. What is mounted in a folder goes along when the folder is exchanged, away from the site; what is
 * mounted at its very place cannot be exchanged. A folder that is mounted at another place of its own file system has the same device
 * number there, so that only this list tells.
 *
 * @param points absolute and real, without links
 */
record Mounts(List<String> points) {

    /** Machines with many containers have thousands, each some 200 bytes. */
    private static final int LARGEST = 8 * 1024 * 1024;

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    /** As the kernel tells, in proc(5)'s {@code mountinfo}; none where it does not. */
    static Mounts on(Host host) throws IOException {
        return of(said(host, "cat", "--", "/proc/self/mountinfo"));
    }

    static Mounts of(String mountinfo) {
        return new Mounts(mountinfo
                .lines()
                .map(line -> line.split(" ", 6))
                .filter(fields -> fields.length == 6)
                .map(fields -> ESCAPED.matcher(fields[4])
                        .replaceAll(code -> java.util.regex.Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(code.group(1), 8)))))
                .toList());
    }

    /** A folder without links on the way to it. */
    static String real(Host host, String folder) throws IOException {
        String real = said(host, "readlink", "-f", "-n", "--", folder);
        return real.isEmpty() ? folder : real;
    }

    private static String said(Host host, String... command) throws IOException {
        Captured said = new Captured(LARGEST);
        return host.run(Command.of(command).writing(Output.to(said))).succeeded() ? said.text() : "";
    }

    /**
     * What stands in the way of an exchange.
     *
     * @param root the site's, where what comes back is prepared
     * @param parts what comes back of the document root; null for all of it
     */
    Optional<String> inTheWay(String root, String documentRoot, @Nullable List<String> parts) {
        List<String> whole = parts == null
                ? List.of("")
                : parts.stream().map(part -> part.equals(".") ? "" : part).toList();
        return points.stream()
                .filter(point -> point.startsWith(root + "/"))
                .filter(point -> whole.stream()
                        .map(part -> part.isEmpty() ? documentRoot : documentRoot + "/" + part)
                        .anyMatch(path -> Selection.within(point, path) || Selection.within(path, point)))
                .findFirst();
    }
}
