package org.gardefou.terms.document;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.clause.Audience;
import org.jspecify.annotations.Nullable;

/** The terms documents. */
@ApplicationScoped
public class Documents implements PanacheRepositoryBase<Document, UUID> {

    /** The terms of a plan for an audience; there is one at most. */
    public Optional<Document> of(UUID plan, Audience audience) {
        return find("plan = ?1 and audience = ?2", plan, audience).firstResultOptional();
    }

    /**
     * Lets nobody else publish under a document, accept its terms or contract on them until the transaction ends: whoever comes before is told of
     * what is published, and whoever comes after sees it.
     */
    void lock(UUID document) {
        getEntityManager()
                .createNativeQuery("select 1 from terms_document where id = :id for update")
                .setParameter("id", document)
                .getSingleResult();
    }

    /** Those of which a version was published, the newest first. */
    Page<Document> published(PageRequest request) {
        return Listing.all()
                .where("id in (select e.document from Edition e where e.publishedAt is not null)")
                .newestFirst(this, request, Document::id);
    }

    Page<Document> page(PageRequest request, @Nullable UUID plan) {
        return Listing.all().with("plan", plan).newestFirst(this, request, Document::id);
    }
}
