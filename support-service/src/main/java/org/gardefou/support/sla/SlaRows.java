package org.gardefou.support.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;

/** Moments, clocks and terms of cases as they are kept. */
@ApplicationScoped
class SlaRows {

    private static final String ADD = "insert into case_sla (case_id, site) values (:id, :site) on conflict do nothing";

    /** The cases in which a clock is due, the longest due first. */
    private static final String DUE =
            "select case_id from case_clock where next_at <= :now group by case_id order by min(next_at) limit :most";

    /** What several replicas look for at once is done by one of them. */
    private static final String TAKE = """
            select case_id from case_sla where case_id = :id
                and exists (select 1 from case_clock c where c.case_id = :id and c.next_at <= :now)
            for update skip locked""";

    private final EntityManager entities;

    SlaRows(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The case, held until the end of the transaction. What the transaction has changed in the case itself is written first, so that all take the two
     * in one order.
     */
    CaseSla hold(UUID caseId, UUID site) {
        entities.flush();
        entities.createNativeQuery(ADD)
                .setParameter("id", caseId)
                .setParameter("site", site)
                .executeUpdate();
        return entities.find(CaseSla.class, caseId, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<CaseSla> find(UUID caseId) {
        return Optional.ofNullable(entities.find(CaseSla.class, caseId));
    }

    /** Some of the cases of which a clock is due. */
    @SuppressWarnings("unchecked") // one column of the query above
    List<UUID> due(Instant now, int most) {
        return entities.createNativeQuery(DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /** The case, held until the end of the transaction; empty where somebody else has it, or has done what was due. */
    Optional<CaseSla> take(UUID caseId, Instant now) {
        List<?> taken = entities.createNativeQuery(TAKE, UUID.class)
                .setParameter("id", caseId)
                .setParameter("now", now)
                .getResultList();
        return taken.isEmpty() ? Optional.empty() : find(caseId);
    }

    /** What happened in the case, in the order in which it became known. */
    List<Moment> moments(UUID caseId) {
        return entities.createQuery("from CaseMoment where caseId = :id order by id", CaseMoment.class)
                .setParameter("id", caseId)
                .getResultStream()
                .map(CaseMoment::moment)
                .toList();
    }

    void add(UUID caseId, Moment moment) {
        entities.persist(new CaseMoment(Ids.next(), caseId, moment));
    }

    List<CaseClock> clocks(UUID caseId) {
        return entities.createQuery("from CaseClock where caseId = :id", CaseClock.class)
                .setParameter("id", caseId)
                .getResultList();
    }

    CaseClock add(CaseClock clock) {
        entities.persist(clock);
        return clock;
    }
}
