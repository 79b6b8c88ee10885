package org.gardefou.terms.contract;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The notices of changes; there is one at most of a version to a contract. */
@ApplicationScoped
class ChangeNotices implements PanacheRepositoryBase<ChangeNotice, UUID> {

    /** By first day, and of the same day as the versions were published; a contract may have been told of them in another order. */
    private static final String IN_TURN = "order by n.effectiveFrom, e.publishedAt, n.id";

    private static final String CONNECTION = "(select s.connection from Site s where s.id = site)";

    /** What to look for; null: whatever. */
    record Wanted(
            @Nullable UUID contract,
            @Nullable UUID customer,
            @Nullable UUID edition,
            @Nullable Boolean delivered) {}

    Optional<ChangeNotice> of(UUID contract, UUID edition) {
        return find("contract = ?1 and edition = ?2", contract, edition).firstResultOptional();
    }

    /** Those of a contract that may still bind it, in the order in which they would. */
    List<ChangeNotice> open(UUID contract) {
        return getEntityManager()
                .createQuery(
                        "select n from ChangeNotice n, Edition e where e.id = n.edition and n.contract = :contract"
                                + " and n.state = :open " + IN_TURN,
                        ChangeNotice.class)
                .setParameter("contract", contract)
                .setParameter("open", ChangeNotice.State.OPEN)
                .getResultList();
    }

    /** Those of a contract that gives, or gave, the right to leave. */
    List<ChangeNotice> withExit(UUID contract) {
        return list("contract = ?1 and exitDays is not null order by effectiveFrom, announcedAt, id", contract);
    }

    /** The one because of which the customer of a contract leaves. */
    Optional<ChangeNotice> left(UUID contract) {
        return find("contract = ?1 and state = ?2", contract, ChangeNotice.State.LEFT)
                .firstResultOptional();
    }

    /** The contracts that some bind by now; a version that was withdrawn binds none. */
    List<UUID> binding(Instant now, int limit) {
        return getEntityManager()
                .createQuery(
                        "select distinct n.contract from ChangeNotice n, Contract c, Edition e where c.id = n.contract and c.state = :active"
                                + " and e.id = n.edition and e.withdrawnAt is null"
                                + " and n.state = :open and n.bindsFrom <= :now"
                                // Who left is under what they left with until the end.
                                + " and (c.endsAt is null or c.endsAt > n.bindsFrom)"
                                + " and (n.acceptance is not null or n.previous = c.termsVersion) order by n.contract",
                        UUID.class)
                .setParameter("active", Contract.State.ACTIVE)
                .setParameter("open", ChangeNotice.State.OPEN)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Which of some contracts were told of a version. */
    Set<UUID> told(UUID edition, Collection<UUID> contracts) {
        return Set.copyOf(getEntityManager()
                .createQuery(
                        "select n.contract from ChangeNotice n where n.edition = :edition and n.contract in :contracts",
                        UUID.class)
                .setParameter("edition", edition)
                .setParameter("contracts", contracts)
                .getResultList());
    }

    /** One as it is now, and as it stays until the transaction ends: its contract is held, as by all who change either. */
    ChangeNotice hold(ChangeNotice notice) {
        // What this transaction has changed itself is not to be read away.
        flush();
        getEntityManager()
                .refresh(getEntityManager().find(Contract.class, notice.contract()), LockModeType.PESSIMISTIC_WRITE);
        getEntityManager().refresh(notice);
        return notice;
    }

    /** Closes what was said of a version that never comes. */
    void withdraw(UUID edition) {
        update(
                "set state = ?1, version = version + 1 where edition = ?2 and state = ?3",
                ChangeNotice.State.WITHDRAWN,
                edition,
                ChangeNotice.State.OPEN);
    }

    Optional<ChangeNotice> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<ChangeNotice> page(PageRequest request, Visibility visibility, Wanted wanted) {
        Listing notices = Listing.of(visibility.where("customer", CONNECTION))
                .with("contract", wanted.contract)
                .with("customer", wanted.customer)
                .with("edition", wanted.edition);
        if (wanted.delivered != null) notices.where("deliveredAt is " + (wanted.delivered ? "not null" : "null"));
        return notices.newestFirst(this, request, ChangeNotice::id);
    }
}
