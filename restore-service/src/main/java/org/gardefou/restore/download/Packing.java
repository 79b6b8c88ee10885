package org.gardefou.restore.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.ResticRepository.ArchiveFormat;
import org.jspecify.annotations.Nullable;

/** Packs what is chosen of a snapshot into one file. */
final class Packing {

    private static final int PIPE = 1 << 18;

    private final ResticRepository repository;
    private final String snapshot;

    Packing(ResticRepository repository, String snapshot) {
        this.repository = repository;
        this.snapshot = snapshot;
    }

    /**
     * Makes the file; what is there after a failure is not whole.
     *
     * @param watching is told the bytes so far; it may throw to end it
     */
    Packed pack(Selection selection, Format format, Path file, LongConsumer watching) throws IOException {
        Repacking repacking;
        try (ArchiveWriter out = ArchiveWriter.at(file, format)) {
            repacking = new Repacking(out, watching);
            for (String folder : selection.folders()) {
                // The folder itself is no entry of its own archive: where it is empty, nothing else would say so.
                through(
                        stream -> repository.dumpArchive(snapshot, folder, ArchiveFormat.TAR, stream),
                        stream -> repacking.tar(stream, path -> true));
            }
            for (Selection.One one : selection.files()) {
                through(
                        stream -> repository.dumpFile(snapshot, one.path(), stream),
                        stream -> repacking.file(one.path(), one.permissions(), one.modified(), one.size(), stream));
            }
        }
        return new Packed(Files.size(file), repacking.entries(), repacking.leftOut(), repacking.leftOutCount());
    }

    private interface Reading {
        void read(InputStream stream) throws IOException;
    }

    /** The engine writes on a thread of its own; its failure is the one that counts, since a pipe that ends early only shows it. */
    private static void through(Consumer<OutputStream> engine, Reading reading) throws IOException {
        try (PipedInputStream in = new PipedInputStream(PIPE);
                PipedOutputStream out = new PipedOutputStream(in)) {
            CompletableFuture<Void> written = new CompletableFuture<>();
            Thread.ofVirtual().name("download-dump").start(() -> {
                try (out) {
                    engine.accept(out);
                    written.complete(null);
                } catch (IOException | RuntimeException e) {
                    written.completeExceptionally(e);
                }
            });
            IOException cut = null;
            try {
                reading.read(in);
            } catch (IOException e) {
                cut = e;
            } finally {
                // Ends the engine where we read no further.
                in.close();
            }
            join(written, cut);
        }
    }

    private static void join(CompletableFuture<Void> written, @Nullable IOException cut) throws IOException {
        try {
            written.join();
        } catch (CompletionException e) {
            Throwable why = e.getCause();
            if (cut != null && (why instanceof UncheckedIOException || why instanceof IOException)) throw cut;
            if (why instanceof RuntimeException own) throw own;
            throw new IOException("The restore point could not be read to its end", why);
        }
        if (cut != null) throw cut;
    }
}
