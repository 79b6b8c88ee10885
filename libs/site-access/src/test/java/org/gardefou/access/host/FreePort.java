package org.gardefou.access.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of the loopback where nobody listens: none of those that Linux gives to outgoing connections (32768 to 60999). */
public final class FreePort {
    private static final int FIRST = 61_000;
    private static final int COUNT = 65_536 - FIRST;

    /** Each process begins elsewhere and goes down, against those that the local stack finds upwards. */
    private static int next = (int) (ProcessHandle.current().pid() * 131 % COUNT);

    private FreePort() {}

    /** None is given twice, until all were. */
    public static synchronized int find() {
        for (int looked = 0; looked < COUNT; looked++) {
            next = (next + COUNT - 1) % COUNT;
            if (free(FIRST + next)) return FIRST + next;
        }
        throw new UncheckedIOException(new IOException("No free port from " + FIRST + " on the loopback"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
