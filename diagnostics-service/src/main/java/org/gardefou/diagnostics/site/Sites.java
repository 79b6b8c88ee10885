package org.gardefou.diagnostics.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The registered sites. */
@ApplicationScoped
public class Sites implements PanacheRepositoryBase<Site, UUID> {

    /** In a query about what belongs to sites, by its field {@code site}: what is of a connection's sites, see {@link Visibility#whereOfSite}. */
    public static final String OF_CONNECTION = "site in (select s.id from Site s where s.connection = :visibleTo)";

    private static final int MOST_LOOKED_THROUGH = 20;

    private static final Keyset KEYS = Keyset.oldestFirst("id");

    /** The site if the caller may see it. */
    public Optional<Site> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** Front pages of sites on the same server, at most one of each other customer, in no order that anybody could foresee. */
    public List<String> neighbours(Site site, int most) {
        List<Site> others = find(
                        "server = ?1 and customer <> ?2 order by function('random')", site.server(), site.customer())
                .range(0, MOST_LOOKED_THROUGH - 1)
                .list();
        Map<UUID, String> one = new LinkedHashMap<>();
        for (Site other : others)
            one.putIfAbsent(other.customer(), other.place().url());
        return one.values().stream().limit(most).toList();
    }

    /** Whether a site on the server, other than this one, has a root that is this one, contains it or lies in it. */
    boolean rootOverlaps(UUID site, UUID server, String root) {
        return !getEntityManager()
                .createNativeQuery("""
                        select 1 from site
                        where server = :server and id <> :site
                          and (starts_with(:root || '/', (place->>'root') || '/') or starts_with((place->>'root') || '/', :root || '/'))
                        limit 1""", Integer.class)
                .setParameter("server", server)
                .setParameter("site", site)
                .setParameter("root", root)
                .getResultList()
                .isEmpty();
    }

    /** The sites that have a database of this name, on whatever database server. */
    List<Site> withSchema(String schema) {
        return getEntityManager()
                .createNativeQuery("""
                        select * from site
                        where place->'databases' @> jsonb_build_array(jsonb_build_object('name', cast(:schema as text)))""", Site.class)
                .setParameter("schema", schema)
                .getResultList();
    }

    Page<Site> page(@Nullable UUID customer, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String query = mine.hql() + " and " + behind.hql();
        if (customer != null) {
            query += " and customer = :customer";
            parameters.put("customer", customer);
        }
        List<Site> rows = find(query + KEYS.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, site -> Cursor.after(site.id()));
    }
}
