package org.gardefou.support.quote;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.support.contract.HostedSites;
import org.jspecify.annotations.Nullable;

/** The quotes. */
@ApplicationScoped
class Quotes implements PanacheRepositoryBase<Quote, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("offeredAt", "id");
    /** Offers ended in one transaction. */
    static final int SWEEP = 100;

    Optional<Quote> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The offer of a case that nobody has answered; the schema allows one. */
    Optional<Quote> offered(UUID caseId) {
        return find("caseId = ?1 and state = ?2", caseId, Quote.State.OFFERED).firstResultOptional();
    }

    /** Offers whose time is over; locked, so that an acceptance and the sweep cannot both win. */
    List<Quote> overdue(Instant now) {
        return find("state = ?1 and validUntil <= ?2 order by validUntil", Quote.State.OFFERED, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, SWEEP)
                .list();
    }

    Page<Quote> page(@Nullable UUID caseId, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("caseId", caseId)
                .page(
                        this,
                        request,
                        KEYS,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        quote -> Cursor.after(quote.offeredAt(), quote.id()));
    }
}
