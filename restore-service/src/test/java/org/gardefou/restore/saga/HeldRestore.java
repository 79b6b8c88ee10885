package org.gardefou.restore.saga;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;

/** A restore that is to go on now, and does not until it is let go. */
public final class HeldRestore {

    private HeldRestore() {}

    /** Begins one. */
    public static UUID of(Restores restores, Jobs jobs, UUID site, UUID customer, UUID point) {
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            restores.persist(new Restore(
                    id, new Restore.Request(site, customer, point, "operator", "test", true), Instant.now()));
            // A run that is asked for in an hour keeps every other one away.
            jobs.submit(RestoreJob.class, id.toString(), Instant.now().plus(Duration.ofHours(1)));
        });
        return id;
    }

    /** Lets it go on. */
    public static void letGo(Jobs jobs, UUID id) {
        jobs.postpone(RestoreJob.class, id.toString(), Instant.now());
    }
}
