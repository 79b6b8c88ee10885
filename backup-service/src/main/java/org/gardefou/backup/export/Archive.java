package org.gardefou.backup.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An export as a tar file that is nowhere: its bytes are those of headers, of files as they lie, and of padding. The same export gives the same bytes, so
 * that a download can go on where it broke off.
 */
final class Archive {

    private static final int BLOCK = 512;
    /** What the old header has room for, which every tar reads. */
    private static final int LONGEST_NAME = 100;

    private static final int OWNER_ONLY = 0600;
    private static final int BUFFER = 64 * 1024;

    private final List<Part> parts = new ArrayList<>();
    private final Instant at;
    private long size;

    private Archive(Instant at) {
        this.at = at;
    }

    /** Some bytes of the archive; {@code file} null: those that are here. */
    private record Part(long start, long length, byte[] bytes, Path file) {

        long end() {
            return start + length;
        }

        void write(OutputStream out, long from, long until) throws IOException {
            if (bytes.length > 0 || length == 0) {
                out.write(bytes, (int) from, (int) (until - from));
                return;
            }
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                channel.position(from);
                copy(Channels.newInputStream(channel), out, until - from);
            }
        }

        private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) throw new IOException("A file of the export has become shorter");
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /**
     * Lays an export out.
     *
     * @param name of the folder that it unpacks to
     * @param texts files of ours at its top, by name
     * @param repository a folder, whose locks are left out
     * @param at the time that all files bear
     */
    static Archive of(String name, Map<String, String> texts, Path repository, Instant at) throws IOException {
        Archive archive = new Archive(at);
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(text ->
                        archive.add(name + "/" + text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8)));
        // restic expects it, empty.
        archive.header(name + "/repository/locks/", 0, TarConstants.LF_DIR);
        for (Path file : files(repository)) {
            archive.add(name + "/repository/" + repository.relativize(file), file);
        }
        archive.part(new byte[2 * BLOCK]);
        return archive;
    }

    private static List<Path> files(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !repository.relativize(file).startsWith("locks"))
                    .sorted()
                    .toList();
        }
    }

    private void add(String name, byte[] content) {
        header(name, content.length, TarConstants.LF_NORMAL);
        part(content);
        pad(content.length);
    }

    private void add(String name, Path file) throws IOException {
        long length = Files.size(file);
        header(name, length, TarConstants.LF_NORMAL);
        if (length > 0) {
            parts.add(new Part(size, length, new byte[0], file));
            size += length;
        }
        pad(length);
    }

    private void header(String name, long length, byte kind) {
        if (name.length() > LONGEST_NAME) throw new IllegalArgumentException("Too long a name for a tar file: " + name);
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setSize(length);
        entry.setMode(kind == TarConstants.LF_DIR ? OWNER_ONLY | 0100 : OWNER_ONLY);
        entry.setModTime(Date.from(at));
        entry.setIds(0, 0);
        entry.setNames("", "");
        byte[] header = new byte[BLOCK];
        entry.writeEntryHeader(header);
        part(header);
    }

    private void pad(long length) {
        part(new byte[(int) ((BLOCK - length % BLOCK) % BLOCK)]);
    }

    private void part(byte[] bytes) {
        if (bytes.length == 0) return;
        parts.add(new Part(size, bytes.length, bytes, Path.of("")));
        size += bytes.length;
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /** Writes some of its bytes. */
    void write(OutputStream out, ByteRange range) throws IOException {
        for (Part part : parts) {
            if (part.end() <= range.from()) continue;
            if (part.start() >= range.until()) break;
            part.write(
                    out,
                    Math.max(0, range.from() - part.start()),
                    Math.min(part.length(), range.until() - part.start()));
        }
    }
}
