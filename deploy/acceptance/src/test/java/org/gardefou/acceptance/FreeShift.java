package org.gardefou.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** A place for a second suite beside one that may run on the usual ports. */
final class FreeShift {

    private static final int[] USUAL = {8080, 8081, 8082, 8083, 8084, 8085, 15432, 19092, 19093};

    /** Given away already: what was found a moment ago does not listen yet. */
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreeShift() {}

    /** A number that, added to every port of the suite, leads to free ones below those of outgoing connections; no number twice. */
    static synchronized int find() {
        int first = (int) (ProcessHandle.current().pid() % 100);
        int found = IntStream.range(0, 100)
                .map(n -> 1_000 + (first + n) % 100 * 120)
                .filter(shift -> !GIVEN.contains(shift))
                .filter(shift -> IntStream.of(USUAL).allMatch(port -> free(port + shift)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No room for a suite on the ports of 127.0.0.1: stop some of the servers that listen."));
        GIVEN.add(found);
        return found;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
