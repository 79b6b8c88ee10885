package org.gardefou.access.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The last bytes of what is written to it; all of them go on to another, if there is one. */
public final class Tail extends OutputStream {
    private final @Nullable OutputStream beside;
    private final byte[] ring;
    private long written;

    /** Keeps so many. */
    public Tail(int size, @Nullable OutputStream beside) {
        this.ring = new byte[size];
        this.beside = beside;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        ring[(int) (written++ % ring.length)] = (byte) b;
        if (beside != null) {
            beside.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = Math.max(0, length - ring.length); i < length; i++) {
            ring[(int) ((written + i) % ring.length)] = bytes[from + i];
        }
        written += length;
        if (beside != null) {
            beside.write(bytes, from, length);
        }
    }

    /** What it kept, in UTF-8. */
    public synchronized String text() {
        int length = (int) Math.min(written, ring.length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % ring.length)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
