package org.gardefou.restic;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Real binaries, repositories and trees to test with. */
final class Fixture {
    static final RepositoryPassword PASSWORD = RepositoryPassword.generate();

    private Fixture() {}

    /** The restic on the PATH, and those of the system property gardefou.restic.binaries or that "garde-fou test" unpacked. */
    static Stream<Restic> binaries() {
        Map<ResticVersion, Restic> all = new LinkedHashMap<>();
        Stream.concat(Stream.of(Restic.find()), others()).forEach(one -> all.putIfAbsent(one.version(), one));
        return all.values().stream();
    }

    private static Stream<Restic> others() {
        List<Path> named = Stream.of(
                        System.getProperty("gardefou.restic.binaries", "").split(File.pathSeparator))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .toList();
        return (named.isEmpty() ? unpacked() : named).stream().map(Restic::at);
    }

    private static List<Path> unpacked() {
        Path folder = Path.of(System.getProperty("gardefou.root"), "target", "restic");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve("usr/bin/restic"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RepositoryAccess access(Path folder) {
        return RepositoryAccess.of(folder.resolve("repository").toString(), PASSWORD, folder.resolve("cache"));
    }

    /** An empty repository. */
    static ResticRepository repository(Restic restic, Path folder) {
        ResticRepository repository = restic.repository(access(folder));
        repository.init();
        return repository;
    }

    /** What restic prints when it is called by hand. */
    static String stock(Restic restic, RepositoryAccess access, String... arguments) {
        List<String> command = new ArrayList<>(List.of(restic.binary().toString(), "--no-cache"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("RESTIC_REPOSITORY", access.location());
        builder.environment().put("RESTIC_PASSWORD", access.password().reveal());
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(command + " ended with " + process.exitValue());
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A small site: files, folders, links, odd names, odd modes. */
    static Path site(Path folder) throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        Path htdocs = Files.createDirectories(site.resolve("htdocs/wp-content/uploads"));
        Files.writeString(site.resolve("htdocs/index.php"), "<?php echo 'hello';\n");
        Files.writeString(site.resolve("htdocs/-rf"), "leading dash");
        Files.writeString(site.resolve("htdocs/--help"), "leading dashes");
        Files.writeString(htdocs.resolve("Größe.txt"), "umlauts");
        Files.writeString(htdocs.resolve("new\nline.txt"), "a line break");
        Files.writeString(htdocs.resolve("star*[1]?.txt"), "pattern letters");
        Files.writeString(htdocs.resolve("star1.txt"), "what an unescaped pattern would match");
        random(htdocs.resolve("photo.jpg"), 300_000, 1);
        Files.createSymbolicLink(htdocs.resolve("dangling"), Path.of("/nowhere/at/all"));
        Files.createSymbolicLink(site.resolve("htdocs/link.php"), Path.of("index.php"));
        Files.createDirectories(site.resolve("htdocs/empty"));
        Files.setPosixFilePermissions(htdocs.resolve("photo.jpg"), PosixFilePermissions.fromString("r--r-----"));
        Files.createDirectories(site.resolve(".backup"));
        Files.writeString(site.resolve(".backup/db.sql"), "CREATE TABLE t (id INT);\n");
        Files.setLastModifiedTime(
                site.resolve("htdocs/index.php"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_123L));
        return site;
    }

    static void random(Path file, int size, long seed) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Files.write(file, bytes);
    }

    /** Every entry with its kind, owner, mode, mtime in ns and content, to compare two trees by. */
    static Map<String, String> describe(Path root) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(path -> !path.equals(root))::iterator) {
                Map<String, Object> unix =
                        Files.readAttributes(path, "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                String content = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isRegularFile(path)
                                ? new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                                : "";
                entries.put(root.relativize(path).toString(), new TreeMap<>(unix) + " " + content);
            }
        }
        return entries;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
