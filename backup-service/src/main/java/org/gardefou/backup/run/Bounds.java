package org.gardefou.backup.run;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.gardefou.restic.CallOptions;
import org.gardefou.restic.Restic;

/**
 * Whether a backup may go on where restic cannot be confined to the site's folder. A service with more rights than the
 * customers have could then be led into another customer's files by a folder that is swapped for a link while it is read.
 */
@ApplicationScoped
class Bounds {

    private final RunConfig config;

    Bounds(RunConfig config) {
        this.config = config;
    }

    /** Says at the start, once, what an operator should know before the first customer. */
    void tell(@Observes StartupEvent event) {
        if (config.confinement() != RunConfig.Confinement.OFF && Restic.confinesBackups()) return;
        Log.warn(
                "restic is not confined to a site's folder here (that takes Linux 5.13 with Landlock, perl and setpriv):"
                        + " run this service with the rights of one customer only, or set gardefou.backup.confinement=REQUIRED");
    }

    /** How restic is to run. */
    CallOptions options() {
        CallOptions usual = CallOptions.defaults();
        return config.confinement() == RunConfig.Confinement.OFF ? usual.withoutConfinement() : usual;
    }

    /**
     * Whether a restic on another machine is to be confined there.
     *
     * @param possible whether that machine can
     */
    boolean confineElsewhere(boolean possible) throws Unconfined {
        if (config.confinement() == RunConfig.Confinement.REQUIRED && !possible) throw new Unconfined();
        return possible && config.confinement() != RunConfig.Confinement.OFF;
    }

    void demand() throws Unconfined {
        if (config.confinement() == RunConfig.Confinement.REQUIRED && !Restic.confinesBackups()) throw new Unconfined();
    }
}
