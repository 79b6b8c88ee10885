package org.gardefou.access.host;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What moves the bytes of a command while it runs, for those who run commands. */
public final class Pump {

    private Pump() {}

    /** Moves bytes to their end. */
    @FunctionalInterface
    public interface Moving {
        /** Moves them. */
        void move() throws IOException;
    }

    /** Moves in a thread of its own; the task answers what kept it from its end, or null. */
    public static FutureTask<@Nullable IOException> start(Thread.Builder thread, Moving moving) {
        FutureTask<@Nullable IOException> task = new FutureTask<>(() -> {
            try {
                moving.move();
                return null;
            } catch (IOException e) {
                return e;
            }
        });
        thread.start(task);
        return task;
    }

    /** Feeds a command, to its end of file; one that needs no more of it says by its exit code whether that was right. */
    public static void feed(OutputStream command, Input.Writer writer) throws IOException {
        try (command) {
            OutputStream lenient = new Lenient(command);
            writer.writeTo(lenient);
            lenient.flush();
        } catch (Lenient.Gone e) {
            return;
        }
    }

    /** Tells a command that stopped reading apart from a source that failed. */
    private static final class Lenient extends FilterOutputStream {
        Lenient(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new Gone(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new Gone(e);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        static final class Gone extends IOException {
            private static final long serialVersionUID = 1L;

            Gone(IOException cause) {
                super(cause);
            }
        }
    }
}
