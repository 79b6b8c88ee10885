package org.gardefou.access.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gardefou.access.dump.DumpName;

/**
 * The dump of one schema, as three plain SQL files. Loaded one after the other they give the schema back with any
 * client; a restore beside the live schema loads the events last, since events would run.
 *
 * @param tables tables and sequences with their rows, without triggers
 * @param definitions routines, triggers, then views
 * @param events events
 */
public record DumpFiles(Path tables, Path definitions, Path events) {
    private static final Pattern EVENT = Pattern.compile("^(?:/\\*!5\\d{4} )?CREATE\\b");

    /** Where the dump of a schema is, or will be, in a directory. */
    public static DumpFiles in(Path directory, String schema) {
        String name = DumpName.of(schema);
        return new DumpFiles(
                directory.resolve(name + ".tables.sql"),
                directory.resolve(name + ".definitions.sql"),
                directory.resolve(name + ".events.sql"));
    }

    /** The files in the order in which they are loaded. */
    public List<Path> inOrder() {
        return List.of(tables, definitions, events);
    }

    /** Whether all of it is there, each file to its end. */
    public boolean complete() throws IOException {
        for (Path file : inOrder()) {
            if (!Files.isRegularFile(file) || !Dumps.complete(file)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of all files. */
    public long size() throws IOException {
        long size = 0;
        for (Path file : inOrder()) {
            size += Files.size(file);
        }
        return size;
    }

    /** Whether there is an event among the events; nothing else in that file makes anything. */
    public boolean hasEvents() throws IOException {
        try (Stream<String> lines = Files.lines(events, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> EVENT.matcher(line).find());
        }
    }

    Stream<Path> parts() {
        return inOrder().stream().map(file -> file.resolveSibling(file.getFileName() + ".part"));
    }
}
