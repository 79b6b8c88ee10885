package org.gardefou.access.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.files.SiteFiles;

/** This machine. */
public final class LocalHost implements Host {
    // Server programs are in the sbin folders, which the PATH of an ordinary user lacks on Debian.
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path scratch;
    private final String me = System.getProperty("user.name", "");

    /** This machine, with private files in a scratch folder of ours that others cannot enter. */
    public LocalHost(Path scratch) throws IOException {
        this.scratch = scratch;
        Files.createDirectories(
                scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public String name() {
        return "localhost";
    }

    @Override
    public String user() {
        return me;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public CommandOutcome run(Command command) {
        List<String> vector = new ArrayList<>();
        // A session of its own gives the command and its children one group, which can be ended as a whole.
        find("setsid").ifPresent(vector::add);
        String user = command.user();
        if (user != null && !user.equals(me)) {
            if (!me.equals("root")) {
                return new CommandOutcome.NotStarted(
                        command.program(), "Only root can run a command as " + user + "; we are " + me + ".");
            }
            Optional<Identity> identity = identity(user);
            Optional<String> setpriv = find("setpriv");
            if (identity.isEmpty() || setpriv.isEmpty()) {
                return new CommandOutcome.NotStarted(
                        command.program(),
                        identity.isEmpty()
                                ? "There is no user " + user + " on this machine."
                                : "setpriv is missing; install util-linux.");
            }
            vector.addAll(List.of(
                    setpriv.get(),
                    "--reuid=" + identity.get().user(),
                    "--regid=" + identity.get().group(),
                    "--init-groups",
                    "--no-new-privs",
                    "--"));
        }
        Optional<String> program = find(command.arguments().getFirst());
        if (program.isEmpty()) {
            return new CommandOutcome.NotStarted(
                    command.program(), "There is no " + command.arguments().getFirst() + " on this machine.");
        }
        vector.add(program.get());
        vector.addAll(command.arguments().subList(1, command.arguments().size()));
        return new LocalRun(command, vector, PATH).run();
    }

    @Override
    public Optional<String> find(String... programs) {
        for (String program : programs) {
            if (program.startsWith("/")) {
                if (Files.isExecutable(Path.of(program))) {
                    return Optional.of(program);
                }
                continue;
            }
            for (String folder : PATH.split(":", -1)) {
                Path candidate = Path.of(folder, program);
                if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                    return Optional.of(candidate.toString());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public SiteFiles files(String root) {
        return new LocalSiteFiles(Path.of(root));
    }

    @Override
    public PrivateFile privateFile(byte[] content) throws IOException {
        Path file = Files.createTempFile(
                scratch,
                "private-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        PrivateFile made = new LocalPrivateFile(file);
        try {
            Files.write(file, content);
        } catch (IOException e) {
            made.close();
            throw e;
        }
        return made;
    }

    private Optional<Identity> identity(String user) {
        String entry = user + ":";
        try (var lines = Files.lines(Path.of("/etc/passwd"), java.nio.charset.StandardCharsets.ISO_8859_1)) {
            Optional<Identity> local = lines.filter(line -> line.startsWith(entry))
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3)
                    .map(fields -> new Identity(fields[2], fields[3]))
                    .findFirst();
            if (local.isPresent()) {
                return local;
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return number("-u", user).flatMap(uid -> number("-g", user).map(gid -> new Identity(uid, gid)));
    }

    /** Users of a directory service are not in /etc/passwd; {@code id} knows them. */
    private Optional<String> number(String which, String user) {
        Captured captured = new Captured(100);
        CommandOutcome outcome = run(Command.of("id", which, "--", user).writing(Output.to(captured)));
        return outcome.succeeded() ? Optional.of(captured.text().strip()) : Optional.empty();
    }

    private record Identity(String user, String group) {}

    private record LocalPrivateFile(Path file) implements PrivateFile {
        @Override
        public String path() {
            return file.toString();
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
