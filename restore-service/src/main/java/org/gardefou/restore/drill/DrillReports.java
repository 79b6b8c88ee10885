package org.gardefou.restore.drill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.gardefou.restore.drill.DrillReport.Tried;
import org.jspecify.annotations.Nullable;

/** Makes the reports of a month. Inside a transaction. */
@ApplicationScoped
class DrillReports {

    /** Behind a code, those that promise restores now, or were tried when they did. */
    private static final String PLANS = """
            select plan from (
                select plan from hosted_site where restore_promised and not removed and plan is not null
                union select plan from drill where ended_at >= :from and ended_at < :to and plan is not null) plans
            where (:after = '' or plan > :after) and (:one = '' or plan = :one)
            order by plan limit :most""";

    private static final String PROMISED = """
            select count(*), (array_agg(backup_every order by contract_at desc nulls last))[1]
            from hosted_site where plan = :plan and restore_promised and not removed""";

    private final EntityManager manager;
    private final Drills drills;

    DrillReports(EntityManager manager, Drills drills) {
        this.manager = manager;
        this.drills = drills;
    }

    /**
     * Those of a month, by the codes of the plans.
     *
     * @param after only those behind this code; empty: from the first
     * @param plan only this one; null: all
     */
    List<DrillReport> of(YearMonth month, String after, @Nullable String plan, int most) {
        Instant from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return plans(from, to, after, plan == null ? "" : plan, most).stream()
                .map(code -> report(code, month, from, to))
                .toList();
    }

    @SuppressWarnings("unchecked") // of a native query
    private List<String> plans(Instant from, Instant to, String after, String one, int most) {
        return manager.createNativeQuery(PLANS, String.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("after", after)
                .setParameter("one", one)
                .setParameter("most", most)
                .getResultList();
    }

    private DrillReport report(String plan, YearMonth month, Instant from, Instant to) {
        Object[] promised = (Object[])
                manager.createNativeQuery(PROMISED).setParameter("plan", plan).getSingleResult();
        List<Tried> tried =
                drills.endedIn(plan, from, to).stream().map(Tried::of).toList();
        return DrillReport.of(plan, month.toString(), ((Number) promised[0]).longValue(), (String) promised[1], tried);
    }
}
