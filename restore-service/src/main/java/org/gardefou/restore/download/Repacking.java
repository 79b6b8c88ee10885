package org.gardefou.restore.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Takes what an engine unpacks, and packs it anew with nothing in it that harms who unpacks it. */
final class Repacking {

    /** As many as a person looks through. */
    private static final int SHOWN = 100;

    private static final Instant EARLIEST = Instant.parse("1980-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2099-12-31T00:00:00Z");

    private final ArchiveWriter out;
    private final ArchiveNames names = new ArchiveNames();
    private final LongConsumer watching;
    private final List<String> leftOut = new ArrayList<>();
    private long leftOutCount;
    private long entries;
    private long bytes;

    /**
     * @param watching is told the bytes of all files so far, before each entry; it may throw to end it
     */
    Repacking(ArchiveWriter out, LongConsumer watching) {
        this.out = out;
        this.watching = watching;
    }

    /** One stream of a tar, to its end; entries that are not wanted are passed over. */
    void tar(InputStream stream, Predicate<String> wanted) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(stream, "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("The service stops");
            watching.accept(bytes);
            if (wanted.test("/" + entry.getName())) add(entry, tar);
        }
        // To the last byte: who writes into a pipe must not find it closed.
        stream.transferTo(OutputStream.nullOutputStream());
    }

    /** One file of its own. */
    void file(String path, int mode, Instant modified, long size, InputStream content) throws IOException {
        watching.accept(bytes);
        Optional<String> name = names.of(path);
        if (name.isEmpty()) {
            leave(path);
            content.transferTo(OutputStream.nullOutputStream());
            return;
        }
        out.file(name.get(), mode, plausible(modified), size, content);
        counted(size);
    }

    /** The times in a customer's files are whatever he likes; a zip has those of a century. */
    private static Instant plausible(Instant modified) {
        return modified.isBefore(EARLIEST) || modified.isAfter(LATEST) ? EARLIEST : modified;
    }

    private void add(TarArchiveEntry entry, InputStream content) throws IOException {
        Optional<String> name = names.of(entry.getName());
        Instant modified = plausible(entry.getLastModifiedTime().toInstant());
        if (name.isEmpty()) {
            leave(entry.getName());
        } else if (entry.isDirectory()) {
            out.folder(name.get(), entry.getMode(), modified);
            counted(0);
        } else if (entry.isSymbolicLink()) {
            if (ArchiveNames.staysInside(name.get(), entry.getLinkName())) {
                out.link(name.get(), entry.getLinkName(), modified);
                counted(0);
            } else {
                leave(entry.getName() + " -> " + entry.getLinkName());
            }
        } else if (plain(entry)) {
            out.file(name.get(), entry.getMode(), modified, entry.getSize(), content);
            counted(entry.getSize());
        } else {
            leave(entry.getName());
        }
    }

    private static boolean plain(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isBlockDevice()
                && !entry.isCharacterDevice();
    }

    private void counted(long size) {
        entries++;
        bytes += size;
    }

    private void leave(String what) {
        leftOutCount++;
        if (leftOut.size() < SHOWN) leftOut.add(what);
    }

    long entries() {
        return entries;
    }

    /** The first of what was left out. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    long leftOutCount() {
        return leftOutCount;
    }
}
