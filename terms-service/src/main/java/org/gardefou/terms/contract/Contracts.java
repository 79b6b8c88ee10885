package org.gardefou.terms.contract;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.terms.document.Bound;
import org.gardefou.terms.document.Edition;
import org.jspecify.annotations.Nullable;

/** The contracts; one at most is active for a site. */
@ApplicationScoped
class Contracts implements PanacheRepositoryBase<Contract, UUID>, Bound {

    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    /** The active contract of a site, if the caller may see it. */
    Optional<Contract> visibleActive(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        Map<String, Object> parameters = new HashMap<>(mine.and("site", site));
        parameters.put("state", Contract.State.ACTIVE);
        return find("site = :site and state = :state and " + mine.hql(), parameters)
                .firstResultOptional();
    }

    Optional<Contract> active(UUID site) {
        return find("site = ?1 and state = ?2", site, Contract.State.ACTIVE).firstResultOptional();
    }

    @Override
    public boolean anybody(UUID document) {
        return find("document = ?1 and state = ?2", document, Contract.State.ACTIVE)
                .firstResultOptional()
                .isPresent();
    }

    /**
     * A contract as it is now, and as it stays until the transaction ends. Whoever changes one, or one of its change notices, holds it first and reads the
     * notices behind that: its customer may accept, leave or stay at the very moment at which a version is announced, delivered or begins to apply, and
     * neither may end with an error or on what the other has just changed. Who holds several takes them by their ids.
     */
    Contract hold(Contract contract) {
        getEntityManager().refresh(contract, LockModeType.PESSIMISTIC_WRITE);
        return contract;
    }

    /** Those of some contracts that are still active, held. */
    List<Contract> hold(Collection<UUID> ids) {
        return find("id in ?1 and state = ?2 order by id", ids, Contract.State.ACTIVE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Active ones under a version that was published before this one, and told nothing of it yet; to the others it is no news. */
    List<UUID> untold(Edition edition, int limit) {
        return getEntityManager()
                .createQuery(
                        "select c.id from Contract c, Edition u where u.id = c.termsVersion and c.document = ?1 and c.state = ?2"
                                + " and u.publishedAt < ?4 and not exists"
                                + " (select 1 from ChangeNotice n where n.contract = c.id and n.edition = ?3) order by c.id",
                        UUID.class)
                .setParameter(1, edition.document())
                .setParameter(2, Contract.State.ACTIVE)
                .setParameter(3, edition.id())
                .setParameter(4, edition.publication())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Those of some contracts that are active, a customer's, and under a document, held. */
    List<Contract> active(UUID customer, UUID document, List<UUID> ids) {
        return find(
                        "customer = ?1 and document = ?2 and state = ?3 and id in ?4 order by id",
                        customer,
                        document,
                        Contract.State.ACTIVE,
                        ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Active ones whose customers said that they leave, and that are to end by now, held. */
    List<Contract> ending(Instant now, int limit) {
        return find("state = ?1 and endsAt <= ?2 order by id", Contract.State.ACTIVE, now)
                .range(0, limit - 1)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The versions that a contract was under, the last first. */
    List<ContractTerms> terms(UUID contract) {
        return getEntityManager()
                .createQuery(
                        "from ContractTerms t where t.key.contract = :contract order by t.since desc, t.seq desc",
                        ContractTerms.class)
                .setParameter("contract", contract)
                .getResultList();
    }

    void keep(ContractTerms terms) {
        getEntityManager().persist(terms);
    }

    /** The one that was active at a moment. */
    Optional<Contract> activeAt(UUID site, Instant moment) {
        return find(
                        "site = ?1 and activatedAt <= ?2 and (endedAt is null or endedAt > ?2)"
                                + " and (endsAt is null or endsAt > ?2) order by activatedAt desc",
                        site,
                        moment)
                .firstResultOptional();
    }

    Optional<Contract> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Contract> page(PageRequest request, Visibility visibility, @Nullable UUID site, @Nullable UUID customer) {
        return Listing.of(visibility.where("customer", CONNECTION))
                .with("site", site)
                .with("customer", customer)
                .newestFirst(this, request, Contract::id);
    }
}
