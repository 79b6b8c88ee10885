package org.gardefou.terms.acceptance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The acceptances; a customer's are the customer's own, and no panel's. */
@ApplicationScoped
public class Acceptances implements PanacheRepositoryBase<Acceptance, UUID> {

    private static final String OF_A_SITE = "exists (select 1 from ContractTerms t, Contract c, Site s"
            + " where t.acceptance = a.id and c.id = t.key.contract and s.id = c.site and s.connection = :visibleTo)";

    /** The first click of a customer on a version, on whosever page. */
    Optional<Acceptance> clicked(UUID customer, UUID version) {
        return find(
                        "customer = ?1 and version = ?2 and provenance <> ?3 order by id",
                        customer,
                        version,
                        Provenance.IMPORTED)
                .firstResultOptional();
    }

    /**
     * What was taken over from another system under a reference.
     *
     * @param mark of the reference
     * @param sha256 of the reference: what was taken over before there were marks is known by it
     */
    Optional<Acceptance> imported(String source, String mark, String sha256) {
        return find(
                        "source = ?1 and (referenceMark = ?2 or referenceMark is null and referenceSha256 = ?3)",
                        source,
                        mark,
                        sha256)
                .firstResultOptional();
    }

    Optional<Acceptance> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer");
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
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

    /**
     * One whose papers the caller may have: staff any, a customer their own, and a panel those that a contract of one of its sites is or was under.
     */
    public Optional<Acceptance> readable(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("a.customer", OF_A_SITE);
        return find("select a from Acceptance a where a.id = :id and " + mine.hql(), mine.and("id", id))
                .firstResultOptional();
    }

    Page<Acceptance> page(PageRequest request, Visibility visibility, @Nullable UUID customer, @Nullable UUID version) {
        return Listing.of(visibility.where("customer"))
                .with("customer", customer)
                .with("version", version)
                .newestFirst(this, request, Acceptance::id);
    }
}
