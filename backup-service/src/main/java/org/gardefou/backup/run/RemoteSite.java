package org.gardefou.backup.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.Output;
import org.gardefou.access.ssh.Forwarding;
import org.gardefou.access.ssh.SshException;
import org.gardefou.access.ssh.SshHost;
import org.gardefou.backup.source.Source;
import org.gardefou.backup.source.SourceMissing;
import org.gardefou.restic.PathPattern;
import org.gardefou.restic.Restic;

/**
 * A site's folders on a machine over SSH. All that is done there goes by the working directory of a shell, which stays the folder that
 * was entered whatever the customer puts in the place of its name; and what was entered is looked at before anything is done in it.
 */
final class RemoteSite {

    private static final int NOT_ROOT = 90;
    private static final int NO_FOLDER = 91;
    private static final int LINK = 92;
    private static final int SWAPPED = 93;
    private static final int NO_RESTIC = 94;
    private static final String HERE = "./";
    private static final int LONGEST_ANSWER = 10_000;
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(30);
    private static final Duration LONGEST_COPY = Duration.ofHours(24);

    /** Enters the site's root ($1); a link on the way is not followed. */
    private static final String ENTER = """
            enter() { cd -P -- "$1" 2>/dev/null || exit 91; [ "$(pwd -P)" = "$1" ] || exit 92; }
            enter "$1"
            """;

    private static final String OWN = """
            own() { cd -P -- "./$1" 2>/dev/null || exit 93; [ "$(stat -c %d:%i .)" = "$2" ] || exit 93; }
            """;

    private static final String READY = ENTER + """
            [ "$(id -u)" = 0 ] || exit 90
            rest=$2; at=.
            while [ -n "$rest" ]; do
            part=${rest%%/*}
            case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
            at=$at/$part
            [ -d "$at" ] && [ ! -L "$at" ] || exit 91
            done
            command -v restic >/dev/null || exit 94
            umask 077
            mkdir -p "$3/restic" "$3/tmp" || exit 90
            # Private files that a killed service of ours left; no run lasts longer.
            find /run -maxdepth 1 -name 'gardefou.*' -user root -mmin +1500 -exec rm -rf -- {} + 2>/dev/null
            restic version
            """;

    private static final String SIZE = ENTER + """
            shift; find -P "$@" -type f -printf '%s %P\\n' 2>/dev/null |
            awk '{ s += $1; if ($1 >= m) { m = $1; p = $0 } } END { printf "%.0f\\n%s\\n", s, p }'
            """;

    private static final String FILES = ENTER + """
            shift; find -P "$@" -type f -printf '%s %p\\0' 2>/dev/null || :
            """;

    private static final String HAS = ENTER + """
            rest=$2; at=.
            while [ -n "$rest" ]; do
            part=${rest%%/*}
            case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
            at=$at/$part
            [ -e "$at" ] && [ ! -L "$at" ] || { echo no; exit 0; }
            done
            echo yes
            """;

    private static final String MAKE = ENTER + """
            rm -rf -- "./$2" && mkdir -m 700 -- "./$2" && cd -P -- "./$2" || exit 93
            [ "$(pwd -P)" = "$1/$2" ] && [ "$(stat -c '%u %a' .)" = '0 700' ] && [ -z "$(ls -A .)" ] || exit 93
            mkdir -m 700 databases && stat -c %d:%i .
            """;

    private static final String PUT = ENTER + OWN + """
            own "$2" "$3"
            umask 077
            set -C
            cat >"./$4"
            """;

    private static final String UNTOUCHED = ENTER + """
            [ "$(stat -c %d:%i -- "./$2" 2>/dev/null)" = "$3" ] || exit 93
            """;

    private static final String REMOVE = ENTER + """
            ( cd -P -- "./$2" 2>/dev/null && [ "$(stat -c %d:%i .)" = "$3" ] && rm -rf -- ./databases ./meta.json )
            rm -rf -- "./$2"
            """;

    private static final String COPY = ENTER + """
            shift
            exec "$@"
            """;

    private final SshHost host;
    private final Source source;
    private final String cache;

    /** @param cache the folder there in which restic may keep what it knows */
    RemoteSite(SshHost host, Source source, String cache) {
        this.host = host;
        this.source = source;
        this.cache = cache;
    }

    /**
     * That the machine is the right one, lets us in as root, has the site's folders and a restic that we work with.
     *
     * @return what that restic calls itself
     * @throws IOException when not; the message says what to do
     */
    String demandReady() throws IOException {
        host.connect();
        String version = said(READY, below(), cache);
        if (!Restic.isUsable(version)) {
            throw new ServerNotReady("The restic on " + host.name() + " is too old or none (" + version.strip()
                    + "): install restic 0.14 or newer there (apt-get install restic).");
        }
        return version.lines().findFirst().orElse("").strip();
    }

    /** Whether restic can be confined there; see {@link Restic#confinedElsewhere}. */
    boolean confines() throws IOException {
        return run(Command.of(Restic.confinedElsewhere("/bin/true", List.of())), new Captured(LONGEST_ANSWER))
                .succeeded();
    }

    /** How large these paths below the site's root are, without what is left out of them. */
    SiteSize size(List<String> paths, List<PathPattern> leftOut) throws IOException {
        String[] here = paths.stream().map(path -> HERE + path).toArray(String[]::new);
        if (!leftOut.isEmpty()) return sizeOfEach(here, new SiteSize.Sum(paths, leftOut));
        String[] lines = said(SIZE, here).split("\n", -1);
        String largest = lines.length > 1 ? lines[1] : "";
        int space = largest.indexOf(' ');
        if (space < 0) return new SiteSize(0, null, 0);
        return new SiteSize((long) Double.parseDouble(lines[0]), Path.of(largest.substring(space + 1)), (long)
                Double.parseDouble(largest.substring(0, space)));
    }

    /** The names come here, since only here a pattern means what it means to restic. */
    private SiteSize sizeOfEach(String[] here, SiteSize.Sum sum) throws IOException {
        succeed(run(command(FILES, here).within(LONGEST_LOOK), in -> {
            Scanner files = new Scanner(in, StandardCharsets.UTF_8).useDelimiter("\0");
            while (files.hasNext()) {
                String[] file = files.next().split(" ", 2);
                sum.file(file[1].substring(HERE.length()), Long.parseLong(file[0]));
            }
            if (files.ioException() != null) throw files.ioException();
        }));
        return sum.size();
    }

    /** The site's root there. */
    Path root() {
        return source.root();
    }

    /** Whether a path below the site's root is there, no part of it being a link. */
    boolean has(String path) throws IOException {
        return said(HAS, path).strip().equals("yes");
    }

    /** Makes the folder beside the document root anew. What it is known by is answered. */
    String makeOwnFolder() throws IOException {
        return said(MAKE, Staging.NAME).strip();
    }

    /** Puts a file of ours into that folder. */
    void put(String identity, String name, Input content) throws IOException {
        succeed(run(
                command(PUT, Staging.NAME, identity, name).reading(content).within(LONGEST_COPY),
                new Captured(LONGEST_ANSWER)));
    }

    void demandUntouched(String identity) throws IOException {
        var _ = said(UNTOUCHED, Staging.NAME, identity);
    }

    /** Removes the folder with what is in it, wherever it has been moved to meanwhile. */
    void remove(String identity) throws IOException {
        var _ = said(REMOVE, Staging.NAME, identity);
    }

    /** Removes what an earlier run left, or whatever else bears the name; no link is followed. */
    void clear() throws IOException {
        var _ = said(REMOVE, Staging.NAME, "");
    }

    Forwarding forward(int port) throws SshException {
        return host.forward(port);
    }

    /**
     * Runs restic in the site's root.
     *
     * @param environment on no command line: it has the password
     */
    int restic(
            boolean confined,
            List<String> arguments,
            Map<String, String> environment,
            OutputStream out,
            OutputStream errors)
            throws IOException {
        String program =
                host.find("restic").orElseThrow(() -> new ServerNotReady("There is no restic on " + host.name()));
        List<String> vector = new ArrayList<>(
                confined ? Restic.confinedElsewhere(program, List.of(Path.of(cache))) : List.of(program));
        vector.addAll(arguments);
        Command command = command(COPY, vector.toArray(String[]::new))
                .with("RESTIC_CACHE_DIR", cache + "/restic")
                .with("TMPDIR", cache + "/tmp")
                .telling(errors)
                .within(LONGEST_COPY);
        for (Map.Entry<String, String> one : environment.entrySet())
            command = command.with(one.getKey(), one.getValue());
        CommandOutcome outcome = run(command, in -> in.transferTo(out));
        if (outcome instanceof CommandOutcome.Exited exited && exited.code() < NOT_ROOT) return exited.code();
        throw failed(outcome);
    }

    /** What a script printed; the site's root is its first argument. */
    private String said(String script, String... arguments) throws IOException {
        Captured said = new Captured(LONGEST_ANSWER);
        succeed(run(command(script, arguments).within(LONGEST_LOOK), said));
        return said.text();
    }

    private CommandOutcome run(Command command, Output.Reader reader) throws SshException {
        return host.runConnected(command.writing(Output.to(reader)));
    }

    private void succeed(CommandOutcome outcome) throws IOException {
        if (!outcome.succeeded()) throw failed(outcome);
    }

    private Command command(String script, String... arguments) {
        List<String> vector =
                new ArrayList<>(List.of("sh", "-c", script, "sh", source.root().toString()));
        vector.addAll(List.of(arguments));
        return Command.of(vector);
    }

    private IOException failed(CommandOutcome outcome) {
        int code = outcome instanceof CommandOutcome.Exited exited ? exited.code() : -1;
        return switch (code) {
            case NOT_ROOT ->
                new ServerNotReady(
                        "The login on " + host.name()
                                + " is not root: a backup reads files of all owners, and the repository's key must be in no customer's reach. Register root as its user.");
            case NO_FOLDER ->
                new SourceMissing(
                        SourceMissing.What.FOLDER,
                        "There is no folder " + source.documentRoot() + " on " + host.name() + ", or it is a link");
            case LINK ->
                new SourceMissing(
                        SourceMissing.What.FOLDER,
                        "A link is on the way to " + source.root() + " on " + host.name()
                                + ": register where it leads");
            case SWAPPED ->
                new FileAccessException(
                        FileAccessException.Reason.SWAPPED,
                        "Something else was put in the place of our folder " + Staging.NAME + " on " + host.name()
                                + "; leave it alone until we are done.");
            case NO_RESTIC ->
                new ServerNotReady(
                        "There is no restic on " + host.name() + ": install it there (apt-get install restic).");
            default -> new IOException(outcome.said() + " on " + host.name() + ": " + outcome.stderr());
        };
    }

    private String below() {
        return source.root().relativize(source.documentRoot()).toString();
    }
}
