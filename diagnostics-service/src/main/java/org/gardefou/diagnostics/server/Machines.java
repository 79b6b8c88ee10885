package org.gardefou.diagnostics.server;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.secret.Secrets;
import org.gardefou.access.ssh.SshAccess;
import org.gardefou.access.ssh.SshHost;
import org.jspecify.annotations.Nullable;

/** The machines that sites are on: this one, and others with one connection to each. */
@ApplicationScoped
public class Machines {

    private final Servers servers;
    private final Secrets secrets;
    private final MachineConfig config;
    private final Map<UUID, Known> known = new HashMap<>();

    private record Known(SshAccess access, SshHost host) {}

    Machines(Servers servers, MachineSecretsConfig secrets, MachineConfig config) {
        this.servers = servers;
        this.secrets = Secrets.in(secrets.directory());
        this.config = config;
    }

    /**
     * The machine of a server, to which nobody may have connected yet. Address and key are looked up anew each time: they may have been changed.
     *
     * @throws IOException when its address or key is not known here; the message says what to do
     */
    public Host of(UUID server) throws IOException {
        Server one = QuarkusTransaction.joiningExisting().call(() -> servers.findById(server));
        if (one == null)
            throw new IOException("The server is not registered, or no longer. Register it, or move the site.");
        return one.access() == Server.AccessKind.LOCAL ? new LocalHost(config.scratch()) : over(one, one.ssh());
    }

    private Host over(Server server, @Nullable SshAddress address) throws IOException {
        if (address == null)
            throw new IOException(
                    "The server %s has no SSH address. Register it again, with one.".formatted(server.name()));
        return connected(
                server,
                new SshAccess(
                        address.host(),
                        address.port(),
                        address.user(),
                        secrets.get(address.key()).value(),
                        address.hostKeys()));
    }

    private synchronized SshHost connected(Server server, SshAccess access) {
        Known one = known.get(server.id());
        if (one != null && one.access().equals(access)) return one.host();
        // Whatever still runs over the old way is lost, and tried again over the new one.
        if (one != null) one.host().close();
        SshHost host = new SshHost(server.name(), access);
        known.put(server.id(), new Known(access, host));
        return host;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        known.values().forEach(one -> one.host().close());
        known.clear();
    }
}
