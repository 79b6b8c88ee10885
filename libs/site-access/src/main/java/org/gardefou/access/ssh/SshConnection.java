package org.gardefou.access.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.gardefou.access.ssh.SshException.Reason;
import org.jspecify.annotations.Nullable;

/** The one connection to a machine, made when it is needed and again when it was lost. No machine is talked to but the one that is known. */
final class SshConnection implements AutoCloseable {
    /** A machine in the same country answers within one; a busy one within a few. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So a dead machine, or a firewall that forgot us, is noticed within a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int UNANSWERED = 3;

    private final SshAccess access;
    private final Set<Integer> forwarded = ConcurrentHashMap.newKeySet();
    private @Nullable SshClient client;
    private @Nullable ClientSession session;

    SshConnection(SshAccess access) {
        this.access = access;
    }

    /** The session, which may be lost at any time. */
    synchronized ClientSession session() throws SshException {
        ClientSession known = session;
        if (known != null && known.isOpen()) {
            return known;
        }
        disconnect();
        Verifier verifier = new Verifier(access.hostKeys());
        SshClient fresh = client(verifier, access.hostKeys());
        fresh.setForwardingFilter(new OwnPorts(forwarded));
        client = fresh;
        try {
            session = connect(fresh, verifier);
            return session;
        } catch (SshException e) {
            disconnect();
            throw e;
        }
    }

    private ClientSession connect(SshClient fresh, Verifier verifier) throws SshException {
        Iterable<KeyPair> keys = keys();
        ClientSession made;
        try {
            made = fresh.connect(access.user(), address(access.host(), access.port()))
                    .verify(PATIENCE)
                    .getSession();
        } catch (IOException e) {
            throw unreachable(access.host(), access.port(), e);
        }
        try {
            for (KeyPair key : keys) {
                made.addPublicKeyIdentity(key);
            }
            made.auth().verify(PATIENCE);
            return made;
        } catch (IOException e) {
            ShownHostKey shown = verifier.refused;
            if (shown != null) {
                throw new SshException(
                        Reason.OTHER_HOST_KEY,
                        access.host() + " shows the " + shown.kind() + " key " + shown.fingerprint()
                                + ", which is none of the pinned ones. Look at the keys on the server itself; pin this one only if it is there.");
            }
            if (!made.isOpen() && !String.valueOf(e.getMessage()).contains("authentication")) {
                throw unreachable(access.host(), access.port(), e);
            }
            throw new SshException(
                    Reason.LOGIN_REFUSED,
                    access.host() + " does not let " + access.user()
                            + " in with our key: put its public key into that user's authorized_keys there.");
        }
    }

    private Iterable<KeyPair> keys() throws SshException {
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("the private key"),
                    new ByteArrayInputStream((access.privateKey().strip() + "\n").getBytes(StandardCharsets.UTF_8)),
                    null);
            if (keys != null && keys.iterator().hasNext()) {
                return keys;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Said below, without what the parser says: it can hold some of the key.
        }
        throw new SshException(
                Reason.KEY_UNREADABLE,
                "The private key for " + access
                        + " cannot be read: make one with ssh-keygen -t ed25519, without a passphrase.");
    }

    /** A name without an address is no failure of the connecting, which has another way to say so. */
    static InetSocketAddress address(String host, int port) throws UnknownHostException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("the name has no address");
        }
    }

    static SshException unreachable(String host, int port, IOException e) {
        if (e instanceof InterruptedIOException) {
            // Whoever interrupts us wants an end, not another try.
            Thread.currentThread().interrupt();
        }
        return new SshException(
                Reason.UNREACHABLE,
                "No SSH server answers at " + host + ":" + port + " (" + e.getMessage()
                        + "): check address, port, firewall and that it runs.");
    }

    /** A client that takes nothing from the home folder of our user, started. */
    static SshClient client(ServerKeyVerifier verifier, List<String> hostKeys) {
        SshClient fresh = SshClient.setUpDefaultClient();
        fresh.setServerKeyVerifier(verifier);
        fresh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        fresh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        // A server has several keys and shows one: of the kind that we ask for first.
        List<String> kinds = HostKeys.kinds(hostKeys);
        var signatures = new ArrayList<>(fresh.getSignatureFactories());
        signatures.sort(Comparator.comparing(one -> !kinds.contains(one.getName())
                && !(kinds.contains("ssh-rsa") && one.getName().startsWith("rsa-"))));
        fresh.setSignatureFactories(signatures);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(fresh, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(fresh, UNANSWERED);
        // A command may say nothing for hours; who is gone is found out by the heartbeat.
        CoreModuleProperties.IDLE_TIMEOUT.set(fresh, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(fresh, Duration.ZERO);
        fresh.start();
        return fresh;
    }

    /**
     * Lets programs there connect to a port of our loopback through a port of theirs, until it is closed.
     *
     * @throws SshException {@code NOT_FORWARDED} when the server does not want that
     */
    Forwarding forward(int port) throws SshException {
        ClientSession at = session();
        forwarded.add(port);
        try {
            SshdSocketAddress there = at.startRemotePortForwarding(
                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", port));
            return new Forwarding(at, there, () -> forwarded.remove(port));
        } catch (IOException e) {
            forwarded.remove(port);
            throw at.isOpen()
                    ? new SshException(
                            Reason.NOT_FORWARDED,
                            "The SSH server " + access.host()
                                    + " forwards no port to us: set AllowTcpForwarding to remote or yes for "
                                    + access.user()
                                    + " in its sshd_config.")
                    : new SshException(Reason.LOST, "The connection to " + access.host() + " was lost.");
        }
    }

    private void disconnect() {
        ClientSession known = session;
        if (known != null) {
            known.close(true);
        }
        SshClient old = client;
        if (old != null) {
            old.stop();
        }
        session = null;
        client = null;
    }

    @Override
    public synchronized void close() {
        disconnect();
    }

    /** Knows the pinned keys, and keeps the one that it refused. */
    private static final class Verifier implements ServerKeyVerifier {
        private final List<String> pinned;
        private volatile @Nullable ShownHostKey refused;

        Verifier(List<String> pinned) {
            this.pinned = pinned;
        }

        @Override
        public boolean verifyServerKey(ClientSession to, SocketAddress address, PublicKey key) {
            boolean known = HostKeys.know(pinned, key);
            refused = known ? null : ShownHostKey.of(key);
            return known;
        }
    }

    /** A server that we are connected to reaches no port of ours but those that are forwarded to it. */
    private record OwnPorts(Set<Integer> ports) implements ForwardingFilter {
        @Override
        public boolean canForwardAgent(Session session, String requestType) {
            return false;
        }

        @Override
        public boolean canForwardX11(Session session, String requestType) {
            return false;
        }

        @Override
        public boolean canListen(SshdSocketAddress address, Session session) {
            return false;
        }

        @Override
        public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
            return ports.contains(address.getPort());
        }
    }
}
