package org.gardefou.backup.source;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gardefou.access.secret.Secrets;
import org.gardefou.access.ssh.SshAccess;
import org.gardefou.access.ssh.SshHost;
import org.gardefou.backup.source.Server.SshAddress;
import org.gardefou.backup.source.SourceMissing.What;

/** The other machines, with one connection to each for all runs. */
@ApplicationScoped
class Hosts {

    private final Secrets secrets;
    private final Map<UUID, Known> known = new HashMap<>();

    private record Known(SshAccess access, SshHost host) {}

    Hosts(SecretsConfig config) {
        this.secrets = Secrets.in(config.directory());
    }

    /** The machine of a server, to which nobody has connected yet. The key is read anew each time: it may have been rotated. */
    synchronized SshHost of(Server server, SshAddress address) throws IOException {
        if (address.hostKeys().isEmpty()) {
            throw new SourceMissing(
                    What.SERVER, "The server " + server.name() + " has no pinned host key: register one");
        }
        SshAccess access = new SshAccess(
                address.host(),
                address.port(),
                address.user(),
                secrets.get(address.key()).value(),
                address.hostKeys());
        Known one = known.get(server.server());
        if (one != null && one.access().equals(access)) return one.host();
        // Whatever still runs over the old way is lost, and tried again over the new one.
        if (one != null) one.host().close();
        SshHost host = new SshHost(server.name(), access);
        known.put(server.server(), new Known(access, host));
        return host;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        known.values().forEach(one -> one.host().close());
        known.clear();
    }
}
