package org.gardefou.backup.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.ssh.Forwarding;
import org.gardefou.access.ssh.SshHost;
import org.gardefou.backup.source.Source;
import org.gardefou.backup.source.Sources;
import org.gardefou.restic.Restic;

/** Tries what a backup does on a server before it reads the first file: key, login, programs, the way back. */
@ApplicationScoped
class ServerTrials {

    /** On every machine; nothing of it is read. */
    private static final Path ROOT = Path.of("/usr");

    private final Sources sources;
    private final Bounds bounds;
    private final ElsewhereConfig config;

    ServerTrials(Sources sources, Bounds bounds, ElsewhereConfig config) {
        this.config = config;
        this.sources = sources;
        this.bounds = bounds;
    }

    boolean knows(UUID server) {
        return QuarkusTransaction.requiringNew().call(() -> sources.knowsServer(server));
    }

    /** Of a server that is known. */
    ServerTrial of(UUID server) {
        try {
            Optional<SshHost> there = elsewhere(server);
            return there.isEmpty() ? ServerTrial.good(Restic.confinesBackups(), null) : of(there.get());
        } catch (IOException e) {
            return ServerTrial.bad(Failures.of(e));
        }
    }

    private ServerTrial of(SshHost host) throws IOException {
        RemoteSite site = new RemoteSite(
                host,
                new Source(new UUID(0, 0), host.name(), ROOT, ROOT.resolve("bin"), List.of(), host),
                config.cache());
        String restic = site.demandReady();
        boolean confined = bounds.confineElsewhere(site.confines());
        try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Forwarding _ = site.forward(here.getLocalPort())) {
            return ServerTrial.good(confined, restic);
        }
    }

    private Optional<SshHost> elsewhere(UUID server) throws IOException {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                try {
                    return sources.elsewhere(server);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
