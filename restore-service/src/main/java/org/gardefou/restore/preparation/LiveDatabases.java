package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.gardefou.access.dump.Engine;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/** Opens the live databases of a site, each as its engine wants it. */
@ApplicationScoped
public class LiveDatabases {

    private final Reach reach;

    LiveDatabases(Reach reach) {
        this.reach = reach;
    }

    /**
     * One of them.
     *
     * @param tries for the locks of a swap, where there are such
     */
    public LiveDatabase open(Target.Schema schema, int tries) throws IOException {
        return schema.of(Engine.POSTGRESQL)
                ? new LivePostgres(reach.postgres(schema), schema.name(), schema.dumped())
                : new LiveSchema(reach.administration(schema), schema, tries);
    }

    /** The same where they are reached otherwise. */
    public LiveDatabases reaching(Reach other) {
        return new LiveDatabases(other);
    }

    /** That its host has the programs with which it is reached. */
    void demandPrograms(Target.Schema schema) throws IOException, RestoreFailure {
        if (schema.of(Engine.MARIADB)
                && reach.host(schema).find("mariadb", "mysql").isEmpty()) {
            throw new RestoreFailure(
                    FailureCode.DATABASE_FAILED,
                    new Text(
                            "Le client MariaDB manque sur le serveur du site ; l'hébergeur doit y installer mariadb-client.",
                            "The MariaDB client is missing on the site's server; the hoster must install mariadb-client there."));
        }
    }
}
