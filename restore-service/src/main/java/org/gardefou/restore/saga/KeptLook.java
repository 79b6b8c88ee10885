package org.gardefou.restore.saga;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.gardefou.restore.newer.Kept;
import org.gardefou.restore.newer.NewerRows;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.site.Target;
import org.jboss.logging.Logger;

/** What was kept of a site, and what a rollback takes with it: not to know it must not keep the site from coming back. */
@ApplicationScoped
class KeptLook {

    private static final Logger LOG = Logger.getLogger(KeptLook.class);

    private final NewerRows newer;

    KeptLook(NewerRows newer) {
        this.newer = newer;
    }

    /** What was kept, behind the switch. */
    Kept kept(Target target, Restore restore, Prepared prepared) {
        try {
            return newer.kept(target, prepared, restore.keeping());
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "What restore %s kept is not known", restore.id());
            return Kept.NOTHING;
        }
    }

    /** What was made since the switch. */
    List<Kept.Group> between(Target target, Restore restore, Prepared prepared) {
        try {
            return newer.madeSince(target, prepared, restore.switchedAt());
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "What was made since the switch of restore %s is not known", restore.id());
            return List.of();
        }
    }
}
