package org.gardefou.backup.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.permission.Role;
import org.gardefou.kit.problem.Problems;

/** Takes orders to end a run, inside the caller's transaction. */
@ApplicationScoped
class CancelDesk {

    private final Backups backups;
    private final CancelOrders orders;
    private final Sites sites;
    private final BackupLog log;
    private final Clock clock;

    CancelDesk(Backups backups, CancelOrders orders, Sites sites, BackupLog log, Clock clock) {
        this.backups = backups;
        this.orders = orders;
        this.sites = sites;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Ends a run that waits at once, and one that is at work as soon as it hears of it. Asked again it changes nothing.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when it has ended, or may not be ended by this caller
     */
    Backup cancel(Backup backup, Caller caller) {
        // Whoever starts a run of the site waits here: it begins before this order or not at all.
        sites.findById(backup.site(), LockModeType.PESSIMISTIC_WRITE);
        backups.getEntityManager().refresh(backup);
        if (orders.findByIdOptional(backup.id()).isPresent()) return backup;
        CancelRule.against(backup.state(), backup.reason(), caller.staff()).ifPresent(obstacle -> {
            throw Problems.conflict("The backup %s cannot be cancelled. %s".formatted(backup.id(), obstacle.advice()));
        });
        log.cancel(backup, new CancelOrder(backup.id(), by(caller), clock.instant()));
        backups.flush();
        return backup;
    }

    private static CancelOrder.By by(Caller caller) {
        if (caller.staff()) return CancelOrder.By.STAFF;
        return caller.role() == Role.PANEL ? CancelOrder.By.PANEL : CancelOrder.By.CUSTOMER;
    }
}
