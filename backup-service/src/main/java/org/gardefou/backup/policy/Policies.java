package org.gardefou.backup.policy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** The policies of all sites. */
@ApplicationScoped
public class Policies implements PanacheRepositoryBase<Policy, UUID> {

    private static final Keyset KEYS = Keyset.oldestFirst("site");
    private static final int SKIP_LOCKED = -2;

    Optional<Policy> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("site = :site and " + mine.hql(), mine.and("site", site)).firstResultOptional();
    }

    /** Those of some sites. */
    public List<Policy> of(List<UUID> sites) {
        return list("site in ?1", sites);
    }

    /** Those whose customers are to be reminded that the backups are theirs to make. */
    List<Policy> toRemind(Instant now, int most) {
        return locked("remindAt <= ?1 order by remindAt", now, most);
    }

    /** Those of which it is to be told that restore points will be deleted. */
    public List<Policy> toAnnounce(Instant now, int most) {
        return locked("ending.announceAt <= ?1 order by ending.announceAt", now, most);
    }

    /** Rows that another process is at are skipped: its lock divides the work. */
    private List<Policy> locked(String query, Instant now, int most) {
        return find(query, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
                .page(0, most)
                .list();
    }

    Page<Policy> page(@Nullable UUID site, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .page(this, request, KEYS, c -> List.of(c.uuid(0)), policy -> Cursor.after(policy.site()));
    }
}
