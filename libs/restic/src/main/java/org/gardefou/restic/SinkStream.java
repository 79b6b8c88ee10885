package org.gardefou.restic;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Hands what is written to it to a sink. */
final class SinkStream extends OutputStream {
    private final Sink sink;

    SinkStream(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
        sink.accept(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        sink.accept(Arrays.copyOfRange(bytes, from, from + length));
    }
}
