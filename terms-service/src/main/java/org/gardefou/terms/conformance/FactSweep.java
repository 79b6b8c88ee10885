package org.gardefou.terms.conformance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.contract.ContractHistory;
import org.jboss.logging.Logger;

/**
 * Lets go of what was heard so long ago that no statement can be corrected by it any more. Each site is gone through once for each month that
 * passes ({@code conformance_watch.swept}, an index), so that what has to stay is not looked at again and again.
 */
@ApplicationScoped
class FactSweep implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(FactSweep.class);

    static final String DUE = "select site from conformance_watch where swept < ? order by swept limit ?";

    private static final String HOLD =
            "select site from conformance_watch where site = ? and swept < ? for update skip locked";

    private static final String UNSTATED =
            "select min(month) from conformance_month where site = ? and due is not null";

    /** A point that is there may still go, and is owed or not by when it was taken; of a site that has gone nothing is owed. */
    static final String FORGET = """
            delete from conformance_fact where event in (
                select event from conformance_fact fact where site = ? and at < ? and not event = any (?)
                    and (? or what not in ('POINT_TAKEN', 'POINT_CORRUPTED', 'POINT_VERIFIED') or exists (
                        select 1 from conformance_fact ended where ended.subject = fact.subject and ended.what = 'POINT_EXPIRED'))
                order by at limit ?)""";

    private static final String UNWATCH = "delete from conformance_watched where site = ? and day < ?";

    private static final String SWEPT = "update conformance_watch set swept = ? where site = ?";

    /** Rows in one transaction: a moment's work. */
    private static final int MOST = 5_000;

    private final Rows rows;
    private final ContractHistory contracts;
    private final Histories histories;
    private final Closing closing;
    private final ConformanceConfig config;
    private final Clock clock;

    FactSweep(
            Rows rows,
            ContractHistory contracts,
            Histories histories,
            Closing closing,
            ConformanceConfig config,
            Clock clock) {
        this.rows = rows;
        this.contracts = contracts;
        this.histories = histories;
        this.closing = closing;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "promise-fact-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Settings settings = config.settings();
        Instant horizon = settings.month(closing.earliest(clock.instant())).from();
        boolean more = true;
        while (more) {
            more = false;
            List<UUID> due = QuarkusTransaction.requiringNew()
                    .call(() -> rows.read(row -> Rows.id(row, 1), DUE, horizon, config.batch()));
            for (UUID site : due) more |= alone(site, horizon);
        }
    }

    /** One that cannot be gone through has its turn next month, and stops no other. */
    private boolean alone(UUID site, Instant horizon) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> sweep(site, horizon));
        } catch (RuntimeException e) {
            LOG.errorf(e, "What was heard of %s long ago could not be let go of; again next month", site);
            QuarkusTransaction.requiringNew().run(() -> rows.change(SWEPT, horizon, site));
            return true;
        }
    }

    /** Goes through a site, if nobody else does; answers whether it did. Where much is left to let go of, it has another turn. */
    private boolean sweep(UUID site, Instant horizon) {
        if (rows.read(row -> Rows.id(row, 1), HOLD, site, horizon).isEmpty()) return false;
        Instant from = rows.read(row -> row.getObject(1, LocalDate.class), UNSTATED, site).stream()
                .filter(month -> month != null)
                .map(month -> month.atStartOfDay(config.zone()).toInstant())
                .filter(month -> month.isBefore(horizon))
                .findFirst()
                .orElse(horizon);
        if (forget(site, contracts.of(site), from) < MOST) rows.change(SWEPT, horizon, site);
        return true;
    }

    /** Lets go of what has no bearing on the time from a moment on; answers how many facts went. Inside a transaction. */
    int forget(UUID site, List<ContractHistory.Of> contracts, Instant from) {
        List<Observed> needed = histories.bearingOn(site, contracts, from);
        boolean gone = needed.stream()
                .filter(fact -> fact.what() == What.SITE_THERE || fact.what() == What.SITE_GONE)
                .max(Observed.ORDER)
                .filter(fact -> fact.what() == What.SITE_GONE)
                .isPresent();
        List<UUID> kept = needed.stream().map(Observed::event).toList();
        rows.change(UNWATCH, site, Histories.day(from.minus(config.look())));
        return rows.change(FORGET, site, from, kept, gone, MOST);
    }
}
