package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gardefou.access.dump.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore goes, fixed when it starts: a site that is moved meanwhile must not send half of it elsewhere.
 *
 * @param root the customer's folder on the server; the document root lies below it
 * @param owner the user of the server to whom the files belong
 * @param url the site's address; null when it has none
 * @param phpPidFile the pid of the site's PHP-FPM; null when it has none of its own
 * @param server the other machine that it is on; null when it is this one
 */
public record Target(
        String root,
        String documentRoot,
        String owner,
        @Nullable String url,
        @Nullable String phpPidFile,
        List<Schema> schemas,
        @Nullable UUID server) {

    /** On this machine. */
    public Target(
            String root,
            String documentRoot,
            String owner,
            @Nullable String url,
            @Nullable String phpPidFile,
            List<Schema> schemas) {
        this(root, documentRoot, owner, url, phpPidFile, schemas, null);
    }

    /** Whether the site is on the machine on which this service runs. */
    @JsonIgnore
    public boolean isHere() {
        return server == null;
    }

    /**
     * A database of the site and how its server is administered.
     *
     * @param host for TCP; null when the socket is given
     * @param engine of its server; null is MariaDB, as before there were two
     * @param server the other machine on which its clients run; null when it is this one
     */
    public record Schema(
            String name,
            @Nullable String host,
            int port,
            @Nullable String socket,
            String adminSecret,
            @Nullable Engine engine,
            @Nullable UUID server) {

        /** Reached from this machine. */
        public Schema(
                String name,
                @Nullable String host,
                int port,
                @Nullable String socket,
                String adminSecret,
                @Nullable Engine engine) {
            this(name, host, port, socket, adminSecret, engine, null);
        }

        /** Whether its server is such a one. */
        public boolean of(Engine which) {
            return (engine == null ? Engine.MARIADB : engine) == which;
        }
    }

    /**
     * The same site in a place apart: its files below another root, its databases on servers that nothing else uses.
     *
     * @param user to whom its files belong there
     * @param servers where each of its databases is there
     */
    public Target apart(Path place, String user, UnaryOperator<Schema> servers) {
        return new Target(
                place.toString(),
                place.resolve(documentRootBelow()).toString(),
                user,
                null,
                null,
                schemas.stream().map(servers).toList());
    }

    /** The document root below the root, with {@code /} between the names. */
    public String documentRootBelow() {
        return documentRoot.substring(root.length()).replaceFirst("^/+", "");
    }
}
