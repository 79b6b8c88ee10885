package org.gardefou.terms.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deliveries. */
@ApplicationScoped
class Deliveries implements PanacheRepositoryBase<Delivery, UUID> {

    /** One that nobody else changes until the transaction ends. */
    Delivery held(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Lets nobody else decide about mail to a customer until the transaction ends: who asks many times at once is counted like who asks one after the other. */
    void hold(UUID customer) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:customer, 7312)) is null")
                .setParameter("customer", "mail to " + customer)
                .getSingleResult();
    }

    /** Those of an acceptance, the first one first. */
    List<Delivery> ofAcceptance(UUID acceptance) {
        return list("acceptance = ?1 order by id", acceptance);
    }

    /** Those of a notice of a change, the first one first. */
    List<Delivery> ofNotice(UUID notice) {
        return list("notice = ?1 order by id", notice);
    }

    /** Those that went, or are to go, to the address that an acceptance names. */
    List<Delivery> addressed(UUID acceptance) {
        return list("addressOf = ?1 order by id", acceptance);
    }

    /** Papers of acceptances that were to be sent to a customer since then; notices, which the hoster owes, are not counted. */
    long toCustomerSince(UUID customer, Instant since) {
        return count("customer = ?1 and createdAt > ?2 and acceptance is not null", customer, since);
    }

    /** Papers of acceptances that wait and are covered by a checkpoint of that size. */
    @SuppressWarnings("unchecked") // The query says what it selects.
    List<UUID> provenBy(long size) {
        return getEntityManager()
                .createNativeQuery(
                        "select d.id from delivery d join ledger_entry e on e.kind in ('acceptance.recorded', 'acceptance.imported')"
                                + " and e.body\\:\\:jsonb #>> '{data,acceptance}' = d.acceptance\\:\\:text"
                                + " where d.state = 'WAITING' and d.attempts = 0 and e.seq <= :size",
                        UUID.class)
                .setParameter("size", size)
                .getResultList();
    }

    /** The last acceptance of a customer that names an address which is still kept. */
    @SuppressWarnings("unchecked") // The query says what it selects.
    Optional<UUID> addressOf(UUID customer, String field) {
        return getEntityManager()
                .createNativeQuery(
                        "select a.id from acceptance a join personal_value p on p.owner = a.id and p.field = :field"
                                + " where a.customer = :customer order by a.recorded_at desc, a.id desc limit 1",
                        UUID.class)
                .setParameter("field", field)
                .setParameter("customer", customer)
                .getResultStream()
                .findFirst();
    }
}
