package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one tree equal to another: content (compared byte for byte, since a restore keeps times), permissions, owners and
 * times. Only what differs is written: a WordPress has four thousand files, and few of them change.
 */
final class Mirror extends SimpleFileVisitor<Path> {
    private static final String STATE = "unix:mode,uid,gid,lastModifiedTime";

    private final Path from;
    private final Path to;

    private Mirror(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static void make(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new Mirror(from, to));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Path target = target(folder);
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            Folders.delete(target);
            Files.createDirectories(target);
        }
        Set<Path> surplus = names(target);
        surplus.removeAll(names(folder));
        for (Path name : surplus) {
            Folders.delete(target.resolve(name));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path target = target(file);
        if (!attributes.isRegularFile()
                || !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                || Files.mismatch(file, target) >= 0) {
            Folders.delete(target);
            Files.copy(file, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (!attributes.isSymbolicLink()) {
            dress(file, target);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        dress(folder, target(folder));
        return FileVisitResult.CONTINUE;
    }

    private Path target(Path path) {
        return to.resolve(from.relativize(path));
    }

    private static void dress(Path model, Path target) throws IOException {
        Map<String, Object> wanted = Files.readAttributes(model, STATE, LinkOption.NOFOLLOW_LINKS);
        Map<String, Object> found = Files.readAttributes(target, STATE, LinkOption.NOFOLLOW_LINKS);
        // The owner first: a change of owner can take permissions away.
        for (String attribute : new String[] {"uid", "gid", "mode", "lastModifiedTime"}) {
            Object value = wanted.get(attribute);
            if (value != null && !value.equals(found.get(attribute))) {
                Files.setAttribute(target, "unix:" + attribute, value, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static Set<Path> names(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(Path::getFileName).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
