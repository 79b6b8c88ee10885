package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole site in a form that can be compared: two are equal when every file (content, permissions, owner), every folder
 * and every table (definition, rows) is. Times are left out: they say when, not what. So are the transients in
 * {@code wp_options}: caches that a mere visit renews every minute.
 *
 * @param files by path below the document root: kind, permissions, owner, length, SHA-256
 * @param tables by name: rows, a checksum of their content, SHA-256 of the definition without its AUTO_INCREMENT
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
            SortedMap<String, Path> paths = new TreeMap<>();
            all.filter(path -> !path.equals(root))
                    .forEach(path -> paths.put(root.relativize(path).toString(), path));
            Map<Path, String> hashes = hashes(paths.values().stream()
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList());
            SortedMap<String, String> files = new TreeMap<>();
            paths.forEach((name, path) -> files.put(name, state(path, hashes.getOrDefault(path, "no file"))));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of each file, by coreutils: tests run with the JVM's first compiler alone, which takes 14 times as long. */
    private static Map<Path, String> hashes(List<Path> files) {
        String names = files.stream().map(file -> file + "\0").collect(Collectors.joining());
        String answer = Command.of(List.of("xargs", "--null", "--no-run-if-empty", "sha256sum", "--zero", "--"))
                .input(names)
                .orFail("Reading the site's files");
        return Stream.of(answer.split("\0"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toMap(line -> Path.of(line.substring(66)), line -> line.substring(0, 64)));
    }

    private static String state(Path path, String hash) {
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
            return "file " + mode + " " + attributes.size() + " B " + hash;
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
        List<List<String>> answers =
                sql.rows(names.stream().map(name -> questions(schema, name)).collect(Collectors.joining()));
        for (int i = 0; i < names.size(); i++) {
            String definition = answers.get(3 * i).get(1).replaceAll(" AUTO_INCREMENT=[0-9]+", "");
            String rows = answers.get(3 * i + 1).getFirst();
            String checksum = answers.get(3 * i + 2).get(1);
            tables.put(
                    names.get(i),
                    rows + " rows, checksum " + checksum + ", definition "
                            + hash(definition).substring(0, 16));
        }
        return tables;
    }

    /** One row each: the definition, the number of rows, a checksum of them that does not mind their order. */
    private static String questions(String schema, String table) {
        String name = quoted(schema, table);
        String definition = "SHOW CREATE TABLE " + name + ";\n";
        if (!table.endsWith("_options")) {
            return definition + "SELECT COUNT(*) FROM " + name + ";\nCHECKSUM TABLE " + name + ";\n";
        }
        String lasting = " FROM " + name + " WHERE option_name NOT LIKE '\\_transient\\_%'"
                + " AND option_name NOT LIKE '\\_site\\_transient\\_%';\n";
        return definition + "SELECT COUNT(*)" + lasting
                + "SELECT 'options', BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS(0x1f, option_name, option_value, autoload),"
                + " 256), 16), 16, 10) AS UNSIGNED))" + lasting;
    }

    private static String quoted(String schema, String table) {
        return "`" + schema + "`.`" + table.replace("`", "``") + "`";
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
