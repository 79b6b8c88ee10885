package org.gardefou.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** A place for a second suite beside one that may run on the usual ports. */
final class FreeShift {

    private static final int[] USUAL = {8080, 8081, 8082, 8083, 8084, 8085, 15432, 19092, 19093};

    private FreeShift() {}

    /** A number that, added to every port of the suite, leads to free ones below those of outgoing connections. */
    static int find() {
        int first = (int) (ProcessHandle.current().pid() % 100);
        return IntStream.range(0, 100)
                .map(n -> 1_000 + (first + n) % 100 * 120)
                .filter(shift -> IntStream.of(USUAL).allMatch(port -> free(port + shift)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No room for a suite on the ports of 127.0.0.1: stop some of the servers that listen."));
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
