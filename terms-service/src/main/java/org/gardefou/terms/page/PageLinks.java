package org.gardefou.terms.page;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** The links to the pages. A panel sees those that its connection had made. */
@ApplicationScoped
class PageLinks implements PanacheRepositoryBase<PageLink, UUID> {

    Optional<PageLink> of(Token token) {
        return find("tokenSha256", token.sha256()).firstResultOptional();
    }

    /** The link, locked: of two clicks at once one does it and the other sees it done. */
    Optional<PageLink> locked(Token token) {
        return find("tokenSha256", token.sha256())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** One that was read before, as it is now, locked: a click that is at work on it is done first, and is not written over. */
    PageLink hold(PageLink link) {
        getEntityManager().refresh(link, LockModeType.PESSIMISTIC_WRITE);
        return link;
    }

    Optional<PageLink> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }
}
