package org.gardefou.local.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole site in a form that can be compared: two are equal when every file (content, permissions, owner), every folder
 * and every table (definition, rows) is. Times are left out: they say when, not what.
 *
 * @param files by path below the document root: kind, permissions, owner, length, SHA-256
 * @param tables by name: rows, CHECKSUM TABLE, SHA-256 of the definition without its AUTO_INCREMENT
 */
public record Fingerprint(SortedMap<String, String> files, SortedMap<String, String> tables) {

    /** What is different in the later one, a line each ("file gone: …", "table changed: wp_posts (…)"); empty when equal. */
    public List<String> differencesTo(Fingerprint later) {
        List<String> lines = new ArrayList<>();
        compare("file", files, later.files, lines);
        compare("table", tables, later.tables, lines);
        return lines;
    }

    private static void compare(
            String kind, SortedMap<String, String> before, SortedMap<String, String> after, List<String> lines) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String old = before.get(name);
            String now = after.get(name);
            if (old == null) {
                lines.add(kind + " new: " + name + " (" + now + ")");
            } else if (now == null) {
                lines.add(kind + " gone: " + name + " (" + old + ")");
            } else if (!Objects.equals(old, now)) {
                lines.add(kind + " changed: " + name + " (" + old + " -> " + now + ")");
            }
        }
    }

    static Fingerprint of(Path documentRoot, Sql sql, String schema) {
        return new Fingerprint(files(documentRoot), tables(sql, schema));
    }

    private static SortedMap<String, String> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            SortedMap<String, String> files = new TreeMap<>();
            all.filter(path -> !path.equals(root))
                    .forEach(path -> files.put(root.relativize(path).toString(), state(path)));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Path path) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(attributes.permissions()) + " "
                    + attributes.owner().getName() + ":" + attributes.group().getName();
            if (attributes.isDirectory()) {
                return "folder " + mode;
            }
            if (attributes.isSymbolicLink()) {
                return "link to " + Files.readSymbolicLink(path);
            }
            return "file " + mode + " " + attributes.size() + " B " + hash(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, String> tables(Sql sql, String schema) {
        List<String> names = sql
                .rows("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                        + "' AND table_type = 'BASE TABLE' ORDER BY table_name;")
                .stream()
                .map(List::getFirst)
                .toList();
        SortedMap<String, String> tables = new TreeMap<>();
        if (names.isEmpty()) {
            return tables;
        }
        String all = names.stream().map(name -> quoted(schema, name)).collect(Collectors.joining(", "));
        String questions = names.stream()
                .map(name -> "SELECT COUNT(*) FROM " + quoted(schema, name) + ";\nSHOW CREATE TABLE "
                        + quoted(schema, name) + ";\n")
                .collect(Collectors.joining());
        List<List<String>> answers = sql.rows("CHECKSUM TABLE " + all + ";\n" + questions);
        int next = names.size();
        for (int i = 0; i < names.size(); i++) {
            String definition = answers.get(next + 1).get(1).replaceAll(" AUTO_INCREMENT=[0-9]+", "");
            tables.put(
                    names.get(i),
                    answers.get(next).getFirst() + " rows, checksum "
                            + answers.get(i).get(1) + ", definition "
                            + hash(definition).substring(0, 16));
            next += 2;
        }
        return tables;
    }

    private static String quoted(String schema, String table) {
        return "`" + schema + "`.`" + table.replace("`", "``") + "`";
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The digest of one file (path below the document root), for tests that follow a single upload. */
    public Optional<String> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
