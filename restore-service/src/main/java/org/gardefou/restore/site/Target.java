package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
 * @param rootsInPoint where the document root may be in a restore point, the likeliest first, where that may have been made of another
 *     place; null when it was made of this one
 * @param keepFiles files below the document root that stay as they are, since they are this place's own; null: none
 */
public record Target(
        String root,
        String documentRoot,
        String owner,
        @Nullable String url,
        @Nullable String phpPidFile,
        List<Schema> schemas,
        @Nullable UUID server,
        @Nullable List<String> rootsInPoint,
        @Nullable List<String> keepFiles) {

    /** For what was made of it. */
    public Target(
            String root,
            String documentRoot,
            String owner,
            @Nullable String url,
            @Nullable String phpPidFile,
            List<Schema> schemas,
            @Nullable UUID server) {
        this(root, documentRoot, owner, url, phpPidFile, schemas, server, null, null);
    }

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
     * @param inPoint what it is called in the restore point; null: the same
     */
    public record Schema(
            String name,
            @Nullable String host,
            int port,
            @Nullable String socket,
            String adminSecret,
            @Nullable Engine engine,
            @Nullable UUID server,
            @Nullable String inPoint) {

        /** Called the same in the restore point. */
        public Schema(
                String name,
                @Nullable String host,
                int port,
                @Nullable String socket,
                String adminSecret,
                @Nullable Engine engine,
                @Nullable UUID server) {
            this(name, host, port, socket, adminSecret, engine, server, null);
        }

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

        /** The name under which its dump lies in the restore point. */
        public String dumped() {
            return inPoint == null ? name : inPoint;
        }

        /** The same with what is called so in the restore point. */
        public Schema dumpedAs(String other) {
            return new Schema(name, host, port, socket, adminSecret, engine, server, other.equals(name) ? null : other);
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

    /** The same for a restore point of other places. */
    public Target of(List<String> roots, List<Schema> named, List<String> keep) {
        return new Target(
                root,
                documentRoot,
                owner,
                url,
                phpPidFile,
                named,
                server,
                roots.isEmpty() ? null : List.copyOf(roots),
                keep.isEmpty() ? null : List.copyOf(keep));
    }

    /** Where the document root may be in a restore point. */
    public List<String> namesInPoint() {
        return rootsInPoint == null ? namesInPoint(root, documentRoot) : rootsInPoint;
    }

    /** Where the document root of a place may be in a restore point of it: below its root, as a whole path, or with the folder above as the base. */
    static List<String> namesInPoint(String root, String documentRoot) {
        return Stream.of(
                        documentRoot.startsWith(root + "/") ? documentRoot.substring(root.length()) : documentRoot,
                        documentRoot,
                        documentRoot.substring(documentRoot.lastIndexOf('/')))
                .distinct()
                .toList();
    }

    /** The document root below the root, with {@code /} between the names. */
    public String documentRootBelow() {
        return documentRoot.substring(root.length()).replaceFirst("^/+", "");
    }
}
