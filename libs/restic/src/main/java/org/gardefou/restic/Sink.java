package org.gardefou.restic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes what a process prints, on the calling thread. */
interface Sink {
    void accept(byte[] bytes) throws IOException;

    /** No more comes. */
    default void end() throws IOException {}

    /** Takes whole lines, without their end. */
    interface LineConsumer {
        void accept(byte[] line) throws IOException;
    }

    static Sink to(OutputStream out) {
        return new Sink() {
            @Override
            public void accept(byte[] bytes) throws IOException {
                out.write(bytes);
            }

            @Override
            public void end() throws IOException {
                out.flush();
            }
        };
    }

    static Sink lines(LineConsumer consumer) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        return new Sink() {
            @Override
            public void accept(byte[] bytes) throws IOException {
                int start = 0;
                for (int i = 0; i < bytes.length; i++) {
                    if (bytes[i] == '\n') {
                        rest.write(bytes, start, i - start);
                        consumer.accept(rest.toByteArray());
                        rest.reset();
                        start = i + 1;
                    }
                }
                rest.write(bytes, start, bytes.length - start);
            }

            @Override
            public void end() throws IOException {
                if (rest.size() > 0) {
                    consumer.accept(rest.toByteArray());
                }
            }
        };
    }
}
