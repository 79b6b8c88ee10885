package org.gardefou.support.history;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to the sites. */
@ApplicationScoped
public class SiteEvents implements PanacheRepositoryBase<SiteEvent, UUID> {

    /** A case is about days, not years; what is older is in the evidence ledger. */
    private static final int LONGEST_TIMELINE = 200;

    /** What happened to a site from one time to another: the newest events, oldest of them first. */
    public List<SiteEvent> between(UUID site, Instant from, Instant to) {
        return find("site = ?1 and happenedAt between ?2 and ?3 order by happenedAt desc, id desc", site, from, to)
                .page(0, LONGEST_TIMELINE)
                .list()
                .reversed();
    }

    /** The newest restore point from before a moment that can be counted on, by what was told of it since. */
    public Optional<SiteEvent> newestRestorePointBefore(UUID site, Instant moment) {
        return find(
                        "site = ?1 and type = 'restore-point.created' and happenedAt < ?2 order by happenedAt desc",
                        site,
                        moment)
                .page(0, LONGEST_TIMELINE)
                .stream()
                .filter(made -> PointStanding.usable(ofPoint(site, made.subject())))
                .findFirst();
    }

    private List<SiteEvent> ofPoint(UUID site, UUID point) {
        return list("site = ?1 and subject = ?2 and type like 'restore-point.%'", site, point);
    }

    /** The first event of a type about a subject. */
    public Optional<SiteEvent> about(UUID site, String type, UUID subject) {
        return find("site = ?1 and type = ?2 and subject = ?3 order by happenedAt", site, type, subject)
                .firstResultOptional();
    }

    /** A change of the site, by its id. */
    public Optional<SiteEvent> change(UUID site, UUID change) {
        return find("site = ?1 and subject = ?2 and type like 'site.%' order by happenedAt", site, change)
                .firstResultOptional();
    }

    /** The newest event of a type about a site, not older than a moment. */
    public Optional<SiteEvent> newest(UUID site, String type, Instant notBefore) {
        return find("site = ?1 and type = ?2 and happenedAt >= ?3 order by happenedAt desc", site, type, notBefore)
                .firstResultOptional();
    }

    /** Whether the site was found well, or a restore left it well, after a moment. */
    public boolean recoveredAfter(UUID site, Instant moment) {
        return find(
                        "site = ?1 and type in ('site.diagnosed', 'restore.completed') and happenedAt > ?2 order by happenedAt desc",
                        site,
                        moment)
                .page(0, LONGEST_TIMELINE)
                .stream()
                .anyMatch(event -> event.data()
                        .path("health")
                        .asText(event.type().equals("restore.completed") ? "HEALTHY" : "UNKNOWN")
                        .equals("HEALTHY"));
    }

    /** Whether a restore of a site is under way: asked for, and no end of it told. */
    public boolean restoring(UUID site) {
        return count("""
                        from SiteEvent asked where asked.site = ?1 and asked.type = 'restore.requested'
                        and not exists (select 1 from SiteEvent ended where ended.site = ?1 and ended.subject = asked.subject
                            and ended.type in ('restore.completed', 'restore.rolled-back', 'restore.failed'))""", site) > 0;
    }
}
