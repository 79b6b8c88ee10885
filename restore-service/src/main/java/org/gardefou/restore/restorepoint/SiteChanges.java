package org.gardefou.restore.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was done to the sites. */
@ApplicationScoped
public class SiteChanges implements PanacheRepositoryBase<SiteChange, UUID> {

    /** A list that a person can still read; the count of all is not needed to decide. */
    private static final int MOST = 500;

    /** What was done to a site after a moment, oldest first. */
    public List<SiteChange> since(UUID site, Instant moment) {
        return find("site = ?1 and happenedAt > ?2 order by happenedAt, id", site, moment)
                .page(0, MOST)
                .list();
    }

    /** How many are known of a site; one that is heard of late counts from then on. */
    public long known(UUID site) {
        return count("site", site);
    }

    void add(String type, HistoryListener.ChangeTold told) {
        if (findById(told.change()) == null) persist(new SiteChange(type, told));
    }
}
