package org.gardefou.terms.acceptance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
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

/** The acceptances; a customer's are the customer's own, and no panel's. */
@ApplicationScoped
public class Acceptances implements PanacheRepositoryBase<Acceptance, UUID> {

    private static final Keyset NEWEST_FIRST = Keyset.newestFirst("id");

    private static final String OF_A_SITE = "exists (select 1 from ContractTerms t, Contract c, Site s"
            + " where t.acceptance = a.id and c.id = t.key.contract and s.id = c.site and s.connection = :visibleTo)";

    /** The first acceptance of a version by a customer that comes from there. */
    Optional<Acceptance> of(UUID customer, UUID version, Provenance provenance) {
        return find("customer = ?1 and version = ?2 and provenance = ?3 order by id", customer, version, provenance)
                .firstResultOptional();
    }

    /** What was taken over from another system under a reference of that hash. */
    Optional<Acceptance> imported(String source, String referenceSha256) {
        return find("source = ?1 and referenceSha256 = ?2", source, referenceSha256)
                .firstResultOptional();
    }

    /** A customer's acceptances of the versions of a document, the last version in force first. */
    Optional<Acceptance> last(UUID customer, UUID document) {
        return find(
                        "select a from Acceptance a join Edition e on e.id = a.version where a.customer = ?1 and a.document = ?2"
                                + " and e.withdrawnAt is null order by e.publishedAt desc, a.id",
                        customer,
                        document)
                .firstResultOptional();
    }

    Optional<Acceptance> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /**
     * One whose papers the caller may have: staff any, a customer their own, and a panel those that a contract of one of its sites is or was under.
     */
    public Optional<Acceptance> readable(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("a.customer", OF_A_SITE);
        return find("select a from Acceptance a where a.id = :id and " + mine.hql(), mine.and("id", id))
                .firstResultOptional();
    }

    Page<Acceptance> page(PageRequest request, Visibility visibility, @Nullable UUID customer, @Nullable UUID version) {
        Visibility.Condition mine = visibility.where("customer");
        Keyset.Condition behind = NEWEST_FIRST.behind(request.after().map(cursor -> List.of(cursor.uuid(0))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        String condition = mine.hql() + " and " + behind.hql();
        if (customer != null) {
            condition += " and customer = :customer";
            parameters.put("customer", customer);
        }
        if (version != null) {
            condition += " and version = :version";
            parameters.put("version", version);
        }
        List<Acceptance> rows = find(condition + NEWEST_FIRST.orderBy(), parameters)
                .range(0, request.fetch() - 1)
                .list();
        return Page.of(rows, request, acceptance -> Cursor.after(acceptance.id()));
    }
}
