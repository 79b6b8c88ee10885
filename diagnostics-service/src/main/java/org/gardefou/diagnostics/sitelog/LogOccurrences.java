package org.gardefou.diagnostics.sitelog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** What stands in the logs of sites. */
@ApplicationScoped
public class LogOccurrences implements PanacheRepositoryBase<LogOccurrence, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("lastSeen", "id");
    private static final int LONGEST_PATH = 1_000;

    /** More troubles nobody looks through. */
    private static final int MOST_OF_SITE = 1_000;

    /** Counted on in one statement, so that two who add to the same trouble both count. The first sample stays, then come the latest. */
    private static final String ADD = """
            insert into log_occurrence as o (id, site, customer, upload, fingerprint, signature, kind, file, line, count, first_seen, last_seen, samples)
            values (:id, :site, :customer, :upload, :fingerprint, :signature, :kind, :file, :line, :count, :first, :last, cast(:samples as jsonb))
            on conflict (site, upload, fingerprint) do update set
                count = o.count + excluded.count,
                first_seen = least(o.first_seen, excluded.first_seen),
                last_seen = greatest(o.last_seen, excluded.last_seen),
                signature = excluded.signature, kind = excluded.kind, file = excluded.file, line = excluded.line,
                samples = (select jsonb_agg(s.value order by s.place) from (
                    select value, place, count(*) over () as all_of_them
                    from jsonb_array_elements(o.samples || excluded.samples) with ordinality as e (value, place)) s
                    where s.place = 1 or s.place > s.all_of_them - 4)""";

    private final ObjectMapper json;

    LogOccurrences(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Adds what a reading found.
     *
     * @param upload null when it was read where it lies
     */
    void add(Site site, @Nullable UUID upload, Collection<LogGroup> groups) {
        Set<String> known = upload == null ? known(site.id()) : new HashSet<>();
        Map<String, List<LogGroup>> byFingerprint = new TreeMap<>();
        // In one order for all, so that none waits for another that waits for it.
        for (LogGroup group : groups)
            byFingerprint
                    .computeIfAbsent(fingerprint(group, known), _ -> new ArrayList<>())
                    .add(group);
        byFingerprint.forEach((fingerprint, some) -> some.forEach(group -> add(site, upload, fingerprint, group)));
    }

    /** An attacker can make up troubles without end: what is beyond is counted by its signature alone. */
    private static String fingerprint(LogGroup group, Set<String> known) {
        if (known.size() >= MOST_OF_SITE && !known.contains(group.fingerprint()))
            return Fingerprint.ofAll(group.match().signature().id());
        known.add(group.fingerprint());
        return group.fingerprint();
    }

    private Set<String> known(UUID site) {
        return new HashSet<>(getEntityManager()
                .createQuery(
                        "select o.fingerprint from LogOccurrence o where o.site = :site and o.upload is null",
                        String.class)
                .setParameter("site", site)
                .getResultList());
    }

    private void add(Site site, @Nullable UUID upload, String fingerprint, LogGroup group) {
        String file = group.match().file();
        getEntityManager()
                .createNativeQuery(ADD)
                .unwrap(NativeQuery.class)
                .setParameter("id", Ids.next())
                .setParameter("site", site.id())
                .setParameter("customer", site.customer())
                .setParameter("upload", upload, UUID.class)
                .setParameter("fingerprint", fingerprint)
                .setParameter("signature", group.match().signature().id())
                .setParameter("kind", group.kind().name())
                .setParameter("file", file == null ? null : Excerpt.plain(file, LONGEST_PATH), String.class)
                .setParameter("line", group.match().line(), Integer.class)
                .setParameter("count", group.count())
                .setParameter("first", group.firstSeen())
                .setParameter("last", group.lastSeen())
                .setParameter("samples", written(group.samples()))
                .executeUpdate();
    }

    private String written(List<LogGroup.Sample> samples) {
        try {
            return json.writeValueAsString(samples);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<LogOccurrence> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** Those that were seen last first; of an upload, or else those read where they lie. */
    Page<LogOccurrence> page(
            @Nullable UUID site,
            @Nullable UUID upload,
            @Nullable String signature,
            Visibility visibility,
            PageRequest request) {
        Listing listing = Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .with("signature", signature);
        Listing some = upload == null ? listing.where("upload is null") : listing.with("upload", upload);
        return some.page(
                this,
                request,
                KEYS,
                cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                row -> Cursor.after(row.lastSeen(), row.id()));
    }

    /** Which of some troubles of a site were there before a moment. */
    public Set<String> before(UUID site, Instant moment) {
        return QuarkusTransaction.requiringNew()
                .call(() -> new HashSet<>(getEntityManager()
                        .createQuery(
                                "select o.fingerprint from LogOccurrence o where o.site = :site and o.upload is null and o.firstSeen < :moment",
                                String.class)
                        .setParameter("site", site)
                        .setParameter("moment", moment)
                        .setMaxResults(5_000)
                        .getResultList()));
    }

    long forget(Instant before) {
        return delete("upload is null and lastSeen < ?1", before);
    }
}
