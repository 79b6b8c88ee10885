package org.gardefou.backup.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.source.Server.DatabaseServer;
import org.gardefou.backup.source.Server.SshAddress;
import org.gardefou.backup.source.Site.SiteDatabase;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/** Keeps servers and sites as the bus tells them. */
@ApplicationScoped
class SourceListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ServerTold(UUID server, String name, @Nullable Access access, List<DatabaseServer> databases, Instant at) {

        /** Where another machine is; null: the server is this one. */
        @Nullable SshAddress ssh() {
            return access == null ? null : access.ssh();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Access(String kind, @Nullable SshAddress ssh) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteTold(
            UUID site,
            UUID server,
            UUID customer,
            @Nullable UUID connection,
            String name,
            String root,
            String documentRoot,
            List<SiteDatabase> databases,
            Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteGone(UUID site, Instant at) {}

    private final Servers servers;
    private final Sites sites;

    SourceListener(Servers servers, Sites sites) {
        this.servers = servers;
        this.sites = sites;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("server.registered", "server.changed"), ServerTold.class, this::server)
                .on(Set.of("site.registered", "site.moved"), SiteTold.class, this::site)
                .on("site.removed", SiteGone.class, this::gone);
    }

    private void server(BusEvent<ServerTold> event) {
        ServerTold told = event.data();
        Server server = servers.findByIdOptional(told.server()).orElseGet(() -> {
            Server fresh = new Server(told.server());
            servers.persist(fresh);
            return fresh;
        });
        server.told(told.name(), told.ssh(), told.databases(), told.at());
    }

    private void site(BusEvent<SiteTold> event) {
        SiteTold told = event.data();
        sites.findByIdOptional(told.site())
                .ifPresentOrElse(known -> known.told(told), () -> sites.persist(new Site(told)));
    }

    private void gone(BusEvent<SiteGone> event) {
        sites.findByIdOptional(event.data().site())
                .ifPresent(known -> known.removed(event.data().at()));
    }
}
