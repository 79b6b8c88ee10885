package org.gardefou.diagnostics.site;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.diagnostics.server.DatabaseAddress;
import org.gardefou.diagnostics.server.ServerPath;
import org.gardefou.diagnostics.server.Servers;
import org.gardefou.diagnostics.server.SystemFolders;
import org.gardefou.diagnostics.site.SiteRequest.DatabaseRequest;
import org.gardefou.diagnostics.site.SiteRequest.LogRequest;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Whether a site may be where it says. Whoever has a site has its files and its databases, in backups and by restores: so these are
 * nobody else's, neither the server's, nor the suite's, nor another site's.
 */
@ApplicationScoped
class Placement {

    /** The schemas of MariaDB itself. */
    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mysql", "information_schema", "performance_schema", "sys");

    private static final Set<String> POSTGRES_OWN = Set.of("postgres", "template0", "template1");

    /** Bytes; PostgreSQL cuts longer ones without a word. */
    private static final int LONGEST_POSTGRES_NAME = 63;

    private final Sites sites;
    private final Servers servers;
    private final SiteConfig config;

    Placement(Sites sites, Servers servers, SiteConfig config) {
        this.sites = sites;
        this.servers = servers;
        this.config = config;
    }

    /**
     * Refuses a place that cannot be the site's, inside the caller's transaction: 422 for what is wrong by itself, 409 for what another
     * site has. Which one is not told.
     *
     * @param before the site as it is registered: what stays as it is is not asked again, so that a site of before there were such rules can
     *     be corrected piece by piece; null for a new one
     */
    void check(UUID site, SiteRequest request, @Nullable Site before) {
        if (!servers.lock(request.server())) {
            throw impossible("There is no server %s. Register the server first.".formatted(request.server()));
        }
        @Nullable Site here = before != null && before.server().equals(request.server()) ? before : null;
        boolean sameRoot = here != null && here.place().root().equals(request.root());
        if (!sameRoot) checkRoot(request);
        request.logs().stream()
                .map(LogRequest::path)
                .filter(path -> here == null
                        || here.place().logs().stream()
                                .noneMatch(log -> log.path().equals(path)))
                .forEach(this::checkLog);
        List<DatabaseRequest> fresh = request.databases().stream()
                .filter(database -> here == null
                        || here.place().databases().stream()
                                .noneMatch(known -> known.name().equals(database.name())
                                        && known.server().equals(database.server())))
                .toList();
        checkSchemas(request.server(), request.databases());
        if (!sameRoot && sites.rootOverlaps(site, request.server(), request.root())) {
            throw Problems.conflict(
                    "The root %s is, contains or lies in the root of a site that is registered on this server. Give each site a folder of its own, beside the others."
                            .formatted(request.root()));
        }
        checkOtherCustomersSchemas(request, fresh);
    }

    private void checkRoot(SiteRequest request) {
        Path root = Path.of(request.root());
        List<Path> allowed = servers.siteRoots(request.server());
        if (allowed.stream().noneMatch(folder -> root.startsWith(folder) && !root.equals(folder))) {
            throw impossible(
                    "The root %s does not lie below a folder for sites of this server (%s). Correct it, or add the folder to the server's siteRoots."
                            .formatted(
                                    root, allowed.stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
        if (config.suiteFolders().stream().anyMatch(own -> ServerPath.overlap(root, own))) {
            throw impossible(
                    "The root %s is, contains or lies in a folder of this suite itself. Choose a folder that only the site uses."
                            .formatted(root));
        }
    }

    private void checkLog(String path) {
        Path file = Path.of(path);
        if (SystemFolders.hold(file) || config.suiteFolders().stream().anyMatch(file::startsWith)) {
            throw impossible("The log %s lies in a folder of the system or of this suite. Name a log file of the site."
                    .formatted(file));
        }
    }

    private void checkSchemas(UUID server, List<DatabaseRequest> databases) {
        Map<String, DatabaseAddress> known = servers.databaseServers(server);
        Set<String> postgres = servers.postgresServers(server);
        for (DatabaseRequest database : databases) {
            if (!known.containsKey(database.server())) {
                throw impossible("The server has no database server \"%s\". Add it to the server, or correct the name."
                        .formatted(database.server()));
            }
            Set<String> own = postgres.contains(database.server()) ? POSTGRES_OWN : SYSTEM_SCHEMAS;
            if (own.contains(database.name().toLowerCase(Locale.ROOT))) {
                throw impossible("The database \"%s\" is the database server's own. Name the database of the site."
                        .formatted(database.name()));
            }
            if (postgres.contains(database.server())
                    && database.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_POSTGRES_NAME) {
                throw impossible("PostgreSQL's names have at most %d bytes, and \"%s\" has more. Correct the name."
                        .formatted(LONGEST_POSTGRES_NAME, database.name()));
            }
        }
    }

    /** A database server is known by its address: two servers may name the same one, each in its way. */
    private void checkOtherCustomersSchemas(SiteRequest request, List<DatabaseRequest> databases) {
        Map<String, DatabaseAddress> known = servers.databaseServers(request.server());
        for (DatabaseRequest database : databases) {
            DatabaseAddress here = known.get(database.server());
            boolean taken = sites.withSchema(database.name()).stream()
                    .filter(other -> !other.customer().equals(request.customer()))
                    .anyMatch(other -> addresses(other, database.name()).anyMatch(there -> there.equals(here)));
            if (taken) {
                throw Problems.conflict(
                        "The database \"%s\" on \"%s\" is registered for a site that is not this customer's. Give the site a database of its own, or correct the name."
                                .formatted(database.name(), database.server()));
            }
        }
    }

    private Stream<DatabaseAddress> addresses(Site site, String schema) {
        Map<String, DatabaseAddress> known = servers.databaseServers(site.server());
        return site.place().databases().stream()
                .filter(database -> database.name().equals(schema))
                .flatMap(database -> Stream.ofNullable(known.get(database.server())));
    }

    private static HttpProblem impossible(String detail) {
        return Problems.of(ProblemType.UNPROCESSABLE, detail);
    }
}
