package org.gardefou.diagnostics.sitelog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Site.SiteLog;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** How far the logs of sites have been read. */
@ApplicationScoped
class LogTails implements PanacheRepositoryBase<LogTail, UUID> {

    /** Sites that are new here are due at once. */
    private static final String NOTICE = """
            insert into log_watch (site, due)
            select s.id, :now from site s
            where jsonb_array_length(s.place -> 'logs') > 0 and not exists (select 1 from log_watch w where w.site = s.id)
            on conflict do nothing""";

    private static final String TAKE = """
            with due_now as (select site from log_watch where due <= :now order by due limit :most for update skip locked)
            update log_watch w set due = :next from due_now d where w.site = d.site returning w.site""";

    /** Sites whose logs are due, each for one process alone. */
    List<UUID> take(Instant now, Instant next, int most) {
        getEntityManager().createNativeQuery(NOTICE).setParameter("now", now).executeUpdate();
        List<?> found = getEntityManager()
                .createNativeQuery(TAKE, UUID.class)
                .setParameter("now", now)
                .setParameter("next", next)
                .setParameter("most", most)
                .getResultList();
        return found.stream().map(UUID.class::cast).toList();
    }

    /** A row for each log of a site, and none for what is no log of it any more. */
    List<LogTail> of(Site site) {
        List<SiteLog> logs = site.place().logs();
        logs.forEach(log -> getEntityManager()
                .createNativeQuery("""
                        insert into log_tail (id, site, customer, path, kind) values (:id, :site, :customer, :path, :kind)
                        on conflict (site, path) do update set kind = excluded.kind where log_tail.kind <> excluded.kind""")
                .setParameter("id", Ids.next())
                .setParameter("site", site.id())
                .setParameter("customer", site.customer())
                .setParameter("path", log.path())
                .setParameter("kind", log.kind().name())
                .executeUpdate());
        List<String> paths = logs.stream().map(SiteLog::path).toList();
        list("site", site.id()).stream()
                .filter(tail -> !paths.contains(tail.path()))
                .forEach(this::delete);
        return list("site = ?1 order by path", site.id()).stream()
                .filter(tail -> paths.contains(tail.path()))
                .toList();
    }

    /** For who writes down how far it is: whoever else does so waits. */
    Optional<LogTail> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** What is left of sites that are registered no longer. */
    void forgetRemoved() {
        for (String table : List.of("log_watch", "log_tail", "log_occurrence", "log_upload"))
            getEntityManager()
                    .createNativeQuery(
                            "delete from " + table + " l where not exists (select 1 from site s where s.id = l.site)")
                    .executeUpdate();
    }

    Page<LogTail> page(@Nullable UUID site, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .newestFirst(this, request, LogTail::id);
    }
}
