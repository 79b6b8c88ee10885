package org.gardefou.restic;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An installed restic binary. */
public final class Restic {
    /** What was found at each path, with the state of the file that said so: an upgrade replaces it. */
    private static final Map<Path, Found> FOUND = new ConcurrentHashMap<>();

    private final Path binary;
    private final ResticVersion version;
    private final Optional<Path> setsid;
    private final Optional<Path> nice;

    private Restic(Path binary, ResticVersion version) {
        this.binary = binary;
        this.version = version;
        this.setsid = onPath("setsid");
        this.nice = onPath("nice");
    }

    /**
     * The restic on the PATH.
     *
     * @throws ResticException.BinaryMissing when there is none, or it is too old
     */
    public static Restic find() {
        return at(onPath("restic")
                .orElseThrow(() ->
                        new ResticException.BinaryMissing("There is no restic on the PATH of this process.", null)));
    }

    /**
     * The restic at a path. It is asked for its version once, and again when the file is another one.
     *
     * @throws ResticException.BinaryMissing when there is none, or it is too old
     */
    public static Restic at(Path binary) {
        Optional<List<Object>> state = state(binary);
        Found known = FOUND.get(binary);
        if (known != null && state.isPresent() && known.state().equals(state.get())) {
            return known.restic();
        }
        Restic restic = asked(binary);
        state.ifPresent(file -> FOUND.put(binary, new Found(file, restic)));
        return restic;
    }

    private record Found(List<Object> state, Restic restic) {}

    /** Which file is at a path, links followed, and since when; empty where that cannot be told. */
    private static Optional<List<Object>> state(Path binary) {
        try {
            BasicFileAttributes file = Files.readAttributes(binary, BasicFileAttributes.class);
            return Optional.of(List.of(String.valueOf(file.fileKey()), file.size(), file.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Restic asked(Path binary) {
        String output = versionOf(binary);
        ResticVersion version = ResticVersion.parse(output)
                .orElseThrow(() -> new ResticException.BinaryMissing(
                        binary + " does not say that it is restic (" + output.strip() + ").", null));
        if (!version.atLeast(ResticVersion.OLDEST)) {
            throw new ResticException.BinaryMissing(binary + " is restic " + version + ", which is too old.", null);
        }
        return new Restic(binary, version);
    }

    public Path binary() {
        return binary;
    }

    public ResticVersion version() {
        return version;
    }

    /** A client of one repository; nothing is started or looked at yet. */
    public ResticRepository repository(RepositoryAccess access) {
        return new ResticRepository(new Runner(this, access), CallOptions.defaults());
    }

    /** In a session of its own restic does not get a Ctrl-C that is meant for the service; it is told separately. */
    boolean leadsGroup() {
        return setsid.isPresent();
    }

    /**
     * Whether this machine can keep a backup from reading anything outside of its base directory. Where it cannot, a
     * service that runs with more rights than the customers have may be led into the files of others.
     */
    public static boolean confinesBackups() {
        return Confinement.ofThisMachine().isPresent();
    }

    /**
     * The programs that confine a restic on another machine to the directory that it is started in, as {@link #confinesBackups} says of this
     * one: they and restic's path, behind which its arguments come. They replace themselves by restic.
     *
     * @param restic its path there
     * @param readable what it may read beside that directory and the system's own files
     */
    public static List<String> confinedElsewhere(String restic, List<Path> readable) {
        return Confinement.elsewhere(restic, readable);
    }

    /** Whether what {@code restic version} printed is that of one that this client works with. */
    public static boolean isUsable(String printed) {
        return ResticVersion.parse(printed)
                .filter(version -> version.atLeast(ResticVersion.OLDEST))
                .isPresent();
    }

    /**
     * What comes before restic's own arguments. All these programs replace themselves, so the pid is restic's.
     *
     * @param readable all that it may read beside the system's own files; empty for no bounds
     */
    List<String> prefix(int niceLevel, List<Path> readable) {
        List<String> prefix = new ArrayList<>();
        setsid.ifPresent(path -> prefix.add(path.toString()));
        if (niceLevel > 0 && nice.isPresent()) {
            prefix.addAll(List.of(nice.get().toString(), "-n", Integer.toString(niceLevel)));
        }
        if (!readable.isEmpty()) {
            Confinement.ofThisMachine().ifPresent(one -> prefix.addAll(one.before(readable)));
        }
        prefix.add(binary.toString());
        return prefix;
    }

    private static String versionOf(Path binary) {
        try {
            Process process = new ProcessBuilder(binary.toString(), "version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return output;
        } catch (IOException e) {
            throw new ResticException.BinaryMissing(binary + " cannot be run (" + e.getMessage() + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResticException.Cancelled("version query");
        }
    }

    static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String toString() {
        return "restic " + version + " at " + binary;
    }
}
