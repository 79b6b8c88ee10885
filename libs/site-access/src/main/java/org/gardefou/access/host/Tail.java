package org.gardefou.access.host;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The last bytes of what is written to it. */
public final class Tail extends OutputStream {
    private final byte[] ring;
    private long written;

    /** Keeps so many. */
    public Tail(int size) {
        ring = new byte[size];
    }

    @Override
    public synchronized void write(int b) {
        ring[(int) (written++ % ring.length)] = (byte) b;
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
