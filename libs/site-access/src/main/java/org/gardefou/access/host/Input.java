package org.gardefou.access.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a command reads on its standard input. */
public sealed interface Input {
    /** Nothing: end of file at once. */
    static Input none() {
        return new OfBytes(new byte[0]);
    }

    /** These bytes. */
    static Input of(byte[] bytes) {
        return new OfBytes(bytes);
    }

    /** This text, in UTF-8. */
    static Input of(String text) {
        return new OfBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of <em>our</em> machine. */
    static Input of(Path file) {
        return new OfFile(file);
    }

    /** Whatever the writer writes. */
    static Input from(Writer writer) {
        return new Written(writer);
    }

    /** Writes a command's input; runs in a thread of its own, and gets an IOException when the command is gone. */
    @FunctionalInterface
    interface Writer {
        /** Writes it all. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record OfBytes(byte[] bytes) implements Input {
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /** A file. */
    record OfFile(Path file) implements Input {}

    /** A writer. */
    record Written(Writer writer) implements Input {}
}
