package org.gardefou.access.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a command's standard output goes. */
public sealed interface Output {
    /** Nowhere. */
    static Output discarded() {
        return new Read(in -> in.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    /** A file of <em>our</em> machine, made or emptied first. */
    static Output to(Path file) {
        return new ToFile(file);
    }

    /** A reader; when it throws, the command is ended and its outcome is {@link CommandOutcome.Failed}. */
    static Output to(Reader reader) {
        return new Read(reader);
    }

    /** Reads a command's output to its end; runs in a thread of its own. */
    @FunctionalInterface
    interface Reader {
        /** Reads it. */
        void readFrom(InputStream in) throws IOException;
    }

    /** A file. */
    record ToFile(Path file) implements Output {}

    /** A reader. */
    record Read(Reader reader) implements Output {}
}
