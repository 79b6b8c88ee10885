package org.gardefou.diagnostics.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One hosted web site. */
@Entity
@Table(name = "site")
public class Site {

    @Id
    private UUID id;

    private UUID customer;

    @Nullable private UUID connection;

    private UUID server;
    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private SitePlace place;

    @Column(name = "registered_at")
    private Instant registeredAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Site() {}

    Site(UUID id, SiteRequest request, Instant now) {
        this.id = id;
        this.customer = request.customer();
        this.registeredAt = now;
        this.server = request.server();
        this.name = request.name();
        this.place = request.place();
        this.connection = request.connection();
    }

    /** It is somewhere else now, or described better. The customer stays: a site that changes hands is another site. */
    void move(SiteRequest request) {
        server = request.server();
        name = request.name();
        place = request.place();
        connection = request.connection();
    }

    public UUID id() {
        return id;
    }

    public UUID customer() {
        return customer;
    }

    public Optional<UUID> connection() {
        return Optional.ofNullable(connection);
    }

    public UUID server() {
        return server;
    }

    public String name() {
        return name;
    }

    /** Where on its server it is. */
    public SitePlace place() {
        return place;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    long version() {
        return version;
    }

    /** A database of the site, and the database server it is on. */
    public record SiteDatabase(String name, String server) {}

    /** A log file of the site. */
    public record SiteLog(LogKind kind, String path) {}

    /** What writes a log. */
    public enum LogKind {
        /** By the site's own programs, with their rights: wherever it lies, they can write what they like in it. */
        PHP("php", false),
        PHP_FPM("php-fpm", true),
        NGINX("nginx", true),
        APACHE("apache", true),
        MARIADB("mysql", true);

        private final String source;
        private final boolean byServer;

        LogKind(String source, boolean byServer) {
            this.source = source;
            this.byServer = byServer;
        }

        /** As signatures name it. */
        public String source() {
            return source;
        }

        /** Whether a program of the server writes it, rather than the site's own. */
        public boolean byServer() {
            return byServer;
        }
    }

    /** @see SiteRequest for what each means */
    public record SitePlace(
            List<String> domains,
            String url,
            String root,
            String documentRoot,
            @Nullable String owner,
            List<SiteDatabase> databases,
            List<SiteLog> logs,
            @Nullable String phpPidFile) {

        public SitePlace {
            domains = List.copyOf(domains);
            databases = List.copyOf(databases);
            logs = List.copyOf(logs);
        }

        /** The database servers that the site's databases are on, by name; empty where no database is declared. */
        public Set<String> databaseServers() {
            return databases.stream().map(SiteDatabase::server).collect(Collectors.toUnmodifiableSet());
        }
    }
}
