package org.gardefou.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback that nobody uses at the moment. */
public final class FreePorts {

    /**
     * Above the range that Linux gives to outgoing connections (32768 to 60999): one of those would take a port between the moment
     * when it is found and the one when its server listens.
     */
    private static final int FIRST = 61_000;

    private static final int COUNT = 65_536 - FIRST;

    /** Each process begins elsewhere, and goes on from there: what one has found another one finds no second later. */
    private static int next = (int) (ProcessHandle.current().pid() * 131 % COUNT);

    private FreePorts() {}

    /** That many different free ports, none of them given to this process before, until all were. */
    public static synchronized List<Integer> find(int count) throws IOException {
        List<Integer> found = new ArrayList<>();
        for (int looked = 0; looked < COUNT && found.size() < count; looked++) {
            int port = FIRST + next;
            next = (next + 1) % COUNT;
            if (free(port)) found.add(port);
        }
        if (found.size() < count) throw new IOException("No free ports from " + FIRST + " on the loopback");
        return found;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Also where an earlier server's last connections are not quite over.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
