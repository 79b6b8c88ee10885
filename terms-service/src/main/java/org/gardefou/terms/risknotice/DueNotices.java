package org.gardefou.terms.risknotice;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gardefou.kit.job.RepeatedJob;

/**
 * Tells of notices again that nobody acknowledged, and closes those whose time is over, or whose changes a restore took back. What is due is found by an index, in batches of their own
 * transactions, so that neither many notices nor many due ones make it slow; a second process takes what the first has not locked.
 */
@ApplicationScoped
class DueNotices implements RepeatedJob {

    private static final int BATCH = 100;

    private final RiskNotices notices;
    private final Lapsing lapsing;
    private final TakenBack takenBack;
    private final NoticeConfig config;
    private final Clock clock;

    DueNotices(RiskNotices notices, Lapsing lapsing, TakenBack takenBack, NoticeConfig config, Clock clock) {
        this.notices = notices;
        this.lapsing = lapsing;
        this.takenBack = takenBack;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-risk-notices";
    }

    @Override
    public Duration every() {
        return config.check();
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew().run(() -> takenBack.close(clock.instant()));
        while (QuarkusTransaction.requiringNew().call(this::some) == BATCH) {}
    }

    private int some() {
        Instant now = clock.instant();
        List<RiskNotice> due = notices.due(now, BATCH);
        due.forEach(notice -> lapsing.meet(notice, now));
        return due.size();
    }
}
