package org.gardefou.restore.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.gardefou.access.apart.BootDatabase;
import org.gardefou.access.apart.BootPlace;
import org.gardefou.access.apart.BootPostgres;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.host.Host;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** The database servers of a drill's place, each where the site has one, and the secrets by which a restore finds them. */
final class DrillServers {

    /** By these names the place's secrets have their administrations. */
    private static final String MARIADB = "mariadb";

    private static final String POSTGRESQL = "postgresql";

    private final BootPlace place;
    private final Order order;
    private final @Nullable BootDatabase mariadb;
    private final @Nullable BootPostgres postgres;
    private @Nullable Credentials account;

    private DrillServers(
            BootPlace place, Order order, @Nullable BootDatabase mariadb, @Nullable BootPostgres postgres) {
        this.place = place;
        this.order = order;
        this.mariadb = mariadb;
        this.postgres = postgres;
    }

    /** Puts what they need into the place; they start with its namespaces. */
    static DrillServers prepare(Host host, Path data, BootPlace place, Order order, Duration longest)
            throws IOException {
        return new DrillServers(
                place,
                order,
                order.has(Engine.MARIADB) ? BootDatabase.prepare(host, data, place, longest) : null,
                order.has(Engine.POSTGRESQL)
                        ? BootPostgres.prepare(
                                host, place, BootPostgres.programs().orElseThrow(), longest)
                        : null);
    }

    boolean hasMariadb() {
        return mariadb != null;
    }

    /** Where a database of the site is in the place. */
    Target.Schema moved(Target.Schema one) {
        boolean ofMariadb = one.of(Engine.MARIADB);
        Path socket = ofMariadb ? place.socket() : place.database();
        return new Target.Schema(
                one.name(), null, 0, socket.toString(), ofMariadb ? MARIADB : POSTGRESQL, one.engine());
    }

    /** Writes the secrets into a folder that nothing in the namespaces can see. */
    Path secrets() throws IOException {
        Path folder = Files.createDirectory(
                place.path().resolve("secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (mariadb != null) secret(folder.resolve(MARIADB), mariadb.administrator());
        if (postgres != null) secret(folder.resolve(POSTGRESQL), postgres.administrator());
        return folder;
    }

    private static void secret(Path file, Credentials administrator) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "user=%s\npassword=%s\n".formatted(administrator.user(), administrator.password()));
    }

    /** Waits until they answer, and makes on them what a hosted site has: an account, and empty databases. */
    void await() throws IOException {
        if (mariadb != null) {
            mariadb.await();
            account = mariadb.account(order.schemas(Engine.MARIADB));
        }
        if (postgres != null) {
            postgres.await();
            postgres.make(order.schemas(Engine.POSTGRESQL));
        }
    }

    /** The site's account on MariaDB; null where it has none, or it is not made yet. */
    @Nullable Credentials account() {
        return account;
    }
}
