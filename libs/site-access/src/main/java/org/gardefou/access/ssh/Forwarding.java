package org.gardefou.access.ssh;

import java.io.IOException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** A port on the loopback of another machine that leads to one of ours, until it is closed. */
public final class Forwarding implements AutoCloseable {
    private final ClientSession session;
    private final SshdSocketAddress there;
    private final Runnable closed;

    Forwarding(ClientSession session, SshdSocketAddress there, Runnable closed) {
        this.session = session;
        this.there = there;
        this.closed = closed;
    }

    /** The port there. Everybody on that machine can connect to it: what listens here must ask who is there. */
    public int port() {
        return there.getPort();
    }

    /** Whether the connection that carries it still is. */
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        closed.run();
        try {
            if (session.isOpen()) {
                session.stopRemotePortForwarding(there);
            }
        } catch (IOException e) {
            // It ends with the connection.
            session.close(true);
        }
    }
}
