package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gardefou.access.dump.Engine;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.restore.site.HostedSite.Promised;
import org.gardefou.restore.site.HostedSite.SiteDatabase;
import org.gardefou.restore.site.Server.DatabaseServer;
import org.gardefou.restore.site.Server.SshAddress;
import org.jspecify.annotations.Nullable;

/** Keeps servers, sites and the promise of self-service as the bus tells them. */
@ApplicationScoped
class SiteListener implements Listener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ServerTold(UUID server, Access access, @Nullable List<Db> databases, Instant at) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Access(String kind, @Nullable SshAddress ssh) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Db(
                String name,
                @Nullable Engine engine,
                @Nullable String host,
                int port,
                @Nullable String socket,
                String adminSecret) {
            DatabaseServer known() {
                return new DatabaseServer(name, engine, host, port, socket, adminSecret);
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ServerGone(UUID server, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteTold(
            UUID site,
            UUID server,
            UUID customer,
            @Nullable UUID connection,
            @Nullable String url,
            String root,
            String documentRoot,
            String owner,
            @Nullable List<SiteDatabase> databases,
            @Nullable String phpPidFile,
            Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SiteGone(UUID site, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractTold(
            UUID site,
            @Nullable UUID contract,
            @Nullable Plan plan,
            @Nullable Promises promises,
            @Nullable Terms terms,
            Instant at) {

        /** The managed task by which the hoster restores without asking each time. */
        private static final String RESTORES = "RESTORES";

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Plan(@Nullable String code) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Terms(@Nullable UUID version) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Promises(
                @Nullable OfBackups backup,
                @Nullable OfRestores restore,
                @Nullable List<String> managed) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record OfBackups(@Nullable String frequency) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record OfRestores(boolean selfService, int assistedFree) {}

        Promised promised() {
            OfBackups backup = promises == null ? null : promises.backup();
            OfRestores restore = promises == null ? null : promises.restore();
            boolean alone = restore != null && restore.selfService();
            List<String> managed = promises == null ? null : promises.managed();
            return new Promised(
                    contract,
                    plan == null ? null : plan.code(),
                    alone,
                    alone || restore != null && restore.assistedFree() > 0,
                    managed != null && managed.contains(RESTORES),
                    backup == null ? null : backup.frequency(),
                    terms == null ? null : terms.version());
        }
    }

    private final Servers servers;
    private final HostedSites sites;

    SiteListener(Servers servers, HostedSites sites) {
        this.servers = servers;
        this.sites = sites;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("server.registered", "server.changed"), ServerTold.class, this::server)
                .on("server.removed", ServerGone.class, this::serverGone)
                .on(Set.of("site.registered", "site.moved"), SiteTold.class, this::site)
                .on("site.removed", SiteGone.class, this::siteGone)
                .on(Set.of("contract.activated", "contract.changed"), ContractTold.class, this::contract)
                .on("contract.ended", SiteGone.class, this::contractGone);
    }

    private void server(BusEvent<ServerTold> event) {
        ServerTold told = event.data();
        List<DatabaseServer> databases = told.databases() == null
                ? List.of()
                : told.databases().stream().map(ServerTold.Db::known).toList();
        servers.known(told.server()).told(told.access().kind(), told.access().ssh(), databases, told.at());
    }

    private void serverGone(BusEvent<ServerGone> event) {
        servers.known(event.data().server()).gone(event.data().at());
    }

    private void site(BusEvent<SiteTold> event) {
        sites.known(event.data().site()).told(event.data());
    }

    private void siteGone(BusEvent<SiteGone> event) {
        sites.known(event.data().site()).gone(event.data().at());
    }

    private void contract(BusEvent<ContractTold> event) {
        ContractTold told = event.data();
        sites.known(told.site()).promised(told.promised(), told.at());
    }

    private void contractGone(BusEvent<SiteGone> event) {
        sites.known(event.data().site()).promised(Promised.NOTHING, event.data().at());
    }
}
