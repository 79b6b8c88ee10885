package org.gardefou.access.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gardefou.access.host.Output;

/** Writes dumps so that one that was cut short never looks like one. */
final class Dumps {
    private static final String END = "-- Dump completed";

    private final Client administration;
    private final Client reader;

    /**
     * With the rights of two.
     *
     * @param administration tells how things were made, which only it may; it reads no row
     * @param reader reads the rows
     */
    Dumps(Client administration, Client reader) {
        this.administration = administration;
        this.reader = reader;
    }

    /** All three files appear together at the end, or none. */
    DumpFiles write(String schema, List<String> views, Path directory) throws IOException {
        DumpFiles files = DumpFiles.in(directory, schema);
        List<Path> parts = files.parts().toList();
        try {
            tables(schema, views, parts.get(0));
            definitions(schema, views, parts.get(1));
            run(
                    administration,
                    parts.get(2),
                    "--no-data",
                    "--no-create-info",
                    "--skip-triggers",
                    "--events",
                    "--",
                    schema);
            Iterator<Path> targets = files.inOrder().iterator();
            for (Path part : parts) {
                Files.move(part, targets.next(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return files;
        } finally {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private void tables(String schema, List<String> views, Path part) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--single-transaction", "--quick", "--hex-blob", "--skip-lock-tables", "--skip-triggers"));
        for (String view : views) {
            arguments.add("--ignore-table=" + schema + "." + view);
        }
        arguments.addAll(List.of("--", schema));
        run(reader, part, arguments.toArray(String[]::new));
    }

    private void definitions(String schema, List<String> views, Path part) throws IOException {
        run(administration, part, "--no-data", "--no-create-info", "--routines", "--triggers", "--", schema);
        if (views.isEmpty()) {
            return;
        }
        Path more = part.resolveSibling(part.getFileName() + ".views");
        try {
            List<String> arguments = new ArrayList<>(List.of("--no-data", "--skip-triggers", "--", schema));
            arguments.addAll(views);
            run(administration, more, arguments.toArray(String[]::new));
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
                Files.copy(more, out);
            }
        } finally {
            Files.deleteIfExists(more);
        }
    }

    private static void run(Client client, Path part, String... arguments) throws IOException {
        Files.deleteIfExists(part);
        // A dump is a customer's data: nobody else may read it, not even while it is written.
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> all = new ArrayList<>(List.of("--no-tablespaces", "--skip-dump-date"));
        all.addAll(List.of(arguments));
        client.dump(all, Output.to(part));
        if (!complete(part)) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE,
                    "The dump program said that all is well, but the dump lacks its last line; run it again.");
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static boolean complete(Path dump) throws IOException {
        try (FileChannel channel = FileChannel.open(dump)) {
            ByteBuffer end = ByteBuffer.allocate(200);
            channel.read(end, Math.max(0, channel.size() - end.capacity()));
            return ends(new String(end.array(), 0, end.position(), StandardCharsets.UTF_8));
        }
    }

    /** Whether a text ends as the dump program ends one. */
    static boolean ends(String text) {
        String last = text.stripTrailing();
        return last.substring(last.lastIndexOf('\n') + 1).startsWith(END);
    }
}
