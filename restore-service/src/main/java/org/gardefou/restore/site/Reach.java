package org.gardefou.restore.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Host;
import org.gardefou.access.postgres.DatabaseSwap;
import org.gardefou.access.secret.DatabaseAdministration;
import org.gardefou.access.secret.Secrets;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.HostedSite.SiteDatabase;
import org.gardefou.restore.site.Server.DatabaseServer;
import org.gardefou.restore.site.Target.Schema;

/** Finds where a site is, and opens its machine, its files and its databases. */
@ApplicationScoped
public class Reach {

    private static final Text UNKNOWN = new Text(
            "Le site ou son serveur n'est pas connu ici ; l'hébergeur doit l'enregistrer.",
            "The site or its server is not known here; the hoster must register it.");

    /** The parts of the path of a root that can be a site's own, such as /srv/boutique. */
    private static final int SHALLOWEST = 2;

    private final HostedSites sites;
    private final Servers servers;
    private final Machines machines;
    private final Secrets secrets;

    @Inject
    Reach(HostedSites sites, Servers servers, Machines machines, SecretsConfig secrets) {
        this(sites, servers, machines, Secrets.in(secrets.directory()));
    }

    private Reach(HostedSites sites, Servers servers, Machines machines, Secrets secrets) {
        this.sites = sites;
        this.servers = servers;
        this.machines = machines;
        this.secrets = secrets;
    }

    /** Where a site is now; inside a transaction. */
    public Target target(UUID id) throws RestoreFailure {
        HostedSite site = sites.findByIdOptional(id)
                .filter(one -> !one.removed())
                .orElseThrow(() -> new RestoreFailure(FailureCode.SITE_UNKNOWN, UNKNOWN));
        if (site.root() == null || site.documentRoot() == null || site.owner() == null || site.server() == null) {
            throw new RestoreFailure(FailureCode.SITE_UNKNOWN, UNKNOWN);
        }
        Server server = servers.findByIdOptional(site.server())
                .orElseThrow(() -> new RestoreFailure(FailureCode.SITE_UNKNOWN, UNKNOWN));
        if (!server.isHere() && server.ssh().isEmpty()) {
            throw server.access().equals("SSH")
                    ? Machines.unknown()
                    : new RestoreFailure(
                            FailureCode.SERVER_NOT_REACHABLE,
                            new Text(
                                            "Le serveur du site (accès %s) n'est pas celui où tourne ce service ; appelez le support.",
                                            "The site's server (access %s) is not the one this service runs on; call support.")
                                    .with(server.access()));
        }
        UUID elsewhere = server.isHere() ? null : server.server();
        String root = clean(site.root());
        // The registry refuses such a root; whoever writes to the bus otherwise would have the machine's own folders
        // replaced.
        if (Path.of(root).getNameCount() < SHALLOWEST) {
            throw new RestoreFailure(
                    FailureCode.SITE_UNKNOWN,
                    new Text(
                            "La racine du site est un dossier du système ; l'hébergeur doit corriger l'enregistrement.",
                            "The site's root is a folder of the system; the hoster must correct the registration."));
        }
        String documentRoot = clean(site.documentRoot());
        if (!documentRoot.startsWith(root + "/")) {
            throw new RestoreFailure(
                    FailureCode.SITE_UNKNOWN,
                    new Text(
                            "Le dossier du site n'est pas sous sa racine ; l'hébergeur doit corriger l'enregistrement.",
                            "The site's document root is not below its root; the hoster must correct the registration."));
        }
        List<Schema> schemas = new ArrayList<>();
        for (SiteDatabase database : site.databases()) {
            DatabaseServer one = server.database(database.server())
                    .orElseThrow(() -> new RestoreFailure(
                            FailureCode.SITE_UNKNOWN,
                            new Text(
                                            "Le serveur de base de données %s n'est pas enregistré ; l'hébergeur doit l'ajouter.",
                                            "The database server %s is not registered; the hoster must add it.")
                                    .with(database.server())));
            schemas.add(new Schema(
                    database.name(), one.host(), one.port(), one.socket(), one.adminSecret(), one.engine(), elsewhere));
        }
        Target target = new Target(
                root, documentRoot, site.owner(), site.url(), site.phpPidFile(), List.copyOf(schemas), elsewhere);
        return site.formerPlaces().isEmpty()
                ? target
                : target.of(namesInPoint(site.places()), target.schemas(), List.of());
    }

    /** Where the document root may be in a restore point that was made of one of some places. */
    static List<String> namesInPoint(List<HostedSite.Place> places) {
        return places.stream()
                .flatMap(one -> Target.namesInPoint(clean(one.root()), clean(one.documentRoot())).stream())
                .distinct()
                .toList();
    }

    /** This machine, for what is done here whatever machine a site is on. */
    public Host here() throws IOException {
        return machines.of(null);
    }

    /** The machine of the site, which is reached when it is first asked for something. */
    public Host host(Target target) throws IOException {
        return machines.of(target.server());
    }

    /** The machine on which the clients of a database run. */
    public Host host(Schema schema) throws IOException {
        return machines.of(schema.server());
    }

    /** The files below the site's root. */
    public SiteFiles files(Target target) throws IOException {
        return host(target).files(target.root());
    }

    /** The MariaDB server of a schema, as its administrator. The secret is read anew: it may have been rotated. */
    public Database administration(Schema schema) throws IOException {
        return new Database(host(schema), credentials(schema), DatabaseLimits.usual());
    }

    /** The same of a server of PostgreSQL. */
    public DatabaseSwap postgres(Schema schema) throws IOException {
        return new DatabaseSwap(host(schema), credentials(schema), DatabaseLimits.usual());
    }

    /** The same with secrets of another folder: for a place apart, where no server of a site is reached. */
    public Reach knowing(Path secretsOfThePlace) {
        return new Reach(sites, servers, machines, Secrets.in(secretsOfThePlace));
    }

    private Credentials credentials(Schema schema) throws IOException {
        DatabaseAdministration admin = secrets.databaseAdministration(schema.adminSecret());
        String socket = schema.socket();
        return socket != null
                ? Credentials.socket(socket, admin.user(), admin.password())
                : Credentials.tcp(
                        schema.host() == null ? "127.0.0.1" : schema.host(),
                        schema.port(),
                        admin.user(),
                        admin.password());
    }

    private static String clean(String path) {
        return Path.of(path).normalize().toString();
    }
}
