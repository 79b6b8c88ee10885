package org.gardefou.backup.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.database.SchemaSource;
import org.gardefou.access.dump.DumpSource;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.postgres.PostgresDatabase;
import org.gardefou.access.secret.DatabaseAdministration;
import org.gardefou.access.secret.Secrets;
import org.gardefou.access.ssh.SshHost;
import org.gardefou.backup.source.Server.DatabaseServer;
import org.gardefou.backup.source.Site.SiteDatabase;
import org.gardefou.backup.source.SourceMissing.What;

/** Opens what is backed up. */
@ApplicationScoped
public class Sources {

    private final Sites sites;
    private final Servers servers;
    private final Secrets secrets;
    private final Host host;
    private final Hosts hosts;

    Sources(Sites sites, Servers servers, Hosts hosts, SecretsConfig secrets, DataConfig data) throws IOException {
        this.hosts = hosts;
        this.sites = sites;
        this.servers = servers;
        this.secrets = Secrets.in(secrets.directory());
        this.host = new LocalHost(data.directory().resolve("scratch"));
    }

    /**
     * The data of a site. Call inside a transaction.
     *
     * @throws SourceMissing when it cannot be read now; the message says what to do
     */
    public Source open(UUID id) throws IOException {
        Site site = sites.findByIdOptional(id)
                .filter(known -> !known.gone())
                .orElseThrow(() -> new SourceMissing(What.SITE, "The site " + id + " is not known (any more)"));
        Server server = servers.findByIdOptional(site.server())
                .orElseThrow(() -> new SourceMissing(What.SERVER, "The server " + site.server() + " is not known"));
        SiteFolders folders = SiteFolders.of(site);
        SshHost there = server.ssh().isPresent() ? hosts.of(server, server.ssh().get()) : null;
        // On another machine they are looked at when it is reached.
        if (there == null) demandFolder(folders);
        List<DumpSource> databases = new ArrayList<>();
        for (SiteDatabase database : site.databases())
            databases.add(database(server, database, there == null ? host : there));
        return new Source(id, site.name(), folders.root(), folders.documentRoot(), List.copyOf(databases), there);
    }

    /**
     * The machine of a server, to which nobody may have connected yet; empty when it is this one. Call inside a transaction.
     *
     * @throws SourceMissing when there is no such server
     */
    public Optional<SshHost> elsewhere(UUID id) throws IOException {
        Server server = servers.findByIdOptional(id)
                .orElseThrow(() -> new SourceMissing(What.SERVER, "The server " + id + " is not known"));
        return server.ssh().isEmpty()
                ? Optional.empty()
                : Optional.of(hosts.of(server, server.ssh().get()));
    }

    /** Whether there is such a server. Call inside a transaction. */
    public boolean knowsServer(UUID id) {
        return servers.findByIdOptional(id).isPresent();
    }

    /** A link would be kept as a link, without the files behind it; and it can lead out of the site. */
    private static void demandFolder(SiteFolders folders) throws SourceMissing {
        Path part = folders.root();
        for (Path name : folders.below()) {
            part = part.resolve(name);
            if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                throw new SourceMissing(What.FOLDER, "There is no folder " + part + ", or it is a link");
            }
        }
    }

    private DumpSource database(Server server, SiteDatabase wanted, Host at) throws IOException {
        DatabaseServer known = server.database(wanted.server())
                .orElseThrow(() -> new SourceMissing(
                        What.SERVER, "The server " + server.name() + " has no database server " + wanted.server()));
        DatabaseAdministration administration = secrets.databaseAdministration(known.adminSecret());
        String address = known.host() == null ? "127.0.0.1" : known.host();
        Credentials credentials =
                Credentials.tcp(address, known.port(), administration.user(), administration.password());
        return switch (known.engine()) {
            case null -> throw new IllegalStateException("An engine is always known");
            case MARIADB -> new SchemaSource(new Database(at, credentials, DatabaseLimits.usual()), wanted.name());
            case POSTGRESQL -> new PostgresDatabase(at, credentials, DatabaseLimits.usual(), wanted.name());
        };
    }
}
