package org.gardefou.restore.site;

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
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.FailureInside;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Server.SshAddress;
import org.jspecify.annotations.Nullable;

/** The machines that sites are on: this one, and others with one connection to each. */
@ApplicationScoped
class Machines {

    private final Servers servers;
    private final Secrets secrets;
    private final DataConfig data;
    private final Map<UUID, Known> known = new HashMap<>();

    private record Known(SshAccess access, SshHost host) {}

    Machines(Servers servers, SecretsConfig secrets, DataConfig data) {
        this.servers = servers;
        this.secrets = Secrets.in(secrets.directory());
        this.data = data;
    }

    /**
     * The machine of a server, to which nobody may have connected yet. Address and key are looked up anew each time: they may have been changed.
     *
     * @param server null for this machine
     */
    Host of(@Nullable UUID server) throws IOException {
        if (server == null) {
            return new LocalHost(data.directory().toAbsolutePath().resolve("private"));
        }
        SshAddress address = QuarkusTransaction.requiringNew()
                .call(() -> servers.findByIdOptional(server).flatMap(Server::ssh))
                .orElse(null);
        if (address == null) throw new FailureInside(unknown());
        SshAccess access = new SshAccess(
                address.host(),
                address.port(),
                address.user(),
                secrets.get(address.key()).value(),
                address.hostKeys());
        return connected(server, access);
    }

    private synchronized SshHost connected(UUID server, SshAccess access) {
        Known one = known.get(server);
        if (one != null && one.access().equals(access)) return one.host();
        // Whatever still runs over the old way is lost, and tried again over the new one.
        if (one != null) one.host().close();
        SshHost host = new SshHost(access.host(), access);
        known.put(server, new Known(access, host));
        return host;
    }

    static RestoreFailure unknown() {
        return new RestoreFailure(
                FailureCode.SERVER_NOT_REACHABLE,
                new Text(
                        "L'accès SSH au serveur du site n'est pas connu ici ; l'hébergeur doit enregistrer ce serveur de nouveau, avec son accès.",
                        "The SSH access to the site's server is not known here; the hoster must register that server again, with its access."));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        known.values().forEach(one -> one.host().close());
        known.clear();
    }
}
