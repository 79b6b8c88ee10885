package org.gardefou.terms.document;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** The versions of the terms documents, and their renditions. */
@ApplicationScoped
public class Editions implements PanacheRepositoryBase<Edition, UUID> {

    /** The published version that is in force at a time: the last one that came into effect, of several at once the one published last. */
    public Optional<Edition> inForce(UUID document, Instant at) {
        return find(
                        "document = ?1 and state = ?2 and withdrawnAt is null and effectiveFrom <= ?3"
                                + " order by effectiveFrom desc, publishedAt desc",
                        document,
                        Edition.State.PUBLISHED,
                        at)
                .firstResultOptional();
    }

    /**
     * A version as it is now, and as it stays until the transaction ends: nobody publishes or withdraws under its document meanwhile. Whoever binds
     * somebody to a version asks for it by this; what was read before may have been withdrawn since.
     */
    public Edition hold(UUID id) {
        Edition edition = findById(id);
        getEntityManager()
                .createNativeQuery("select 1 from terms_document where id = :id for key share")
                .setParameter("id", edition.document())
                .getSingleResult();
        getEntityManager().refresh(edition);
        return edition;
    }

    /** The last one made, be it a draft. */
    Optional<Edition> latest(UUID document) {
        return find("document = ?1 order by number desc", document).firstResultOptional();
    }

    /** The last one published, be it in force or not yet. */
    Optional<Edition> lastPublished(UUID document) {
        return find(
                        "document = ?1 and state = ?2 and withdrawnAt is null order by publishedAt desc, number desc",
                        document,
                        Edition.State.PUBLISHED)
                .firstResultOptional();
    }

    /** The published version that comes into force last: what is published next follows it. */
    Optional<Edition> lastInLine(UUID document) {
        return find(
                        "document = ?1 and state = ?2 and withdrawnAt is null order by effectiveFrom desc, publishedAt desc",
                        document,
                        Edition.State.PUBLISHED)
                .firstResultOptional();
    }

    /** The published versions that came into force after one, or will, in that order. */
    public List<Edition> following(Edition edition) {
        return list(
                "document = ?1 and state = ?2 and withdrawnAt is null and effectiveFrom >= ?3 and id <> ?4"
                        + " and publishedAt > ?5 order by effectiveFrom, publishedAt",
                edition.document(),
                Edition.State.PUBLISHED,
                edition.effect(),
                edition.id(),
                edition.publication());
    }

    /** The bytes of a published version in a language. */
    public Optional<Rendition> rendition(UUID edition, Language language) {
        return Optional.ofNullable(
                getEntityManager().find(Rendition.class, new Rendition.Key(edition, language.tag())));
    }

    /** When a version was published and comes into force; without its text, which is long. */
    record Issued(
            UUID version,
            UUID document,
            int number,
            Instant published,
            Instant effective,
            @Nullable Instant withdrawn,
            @Nullable String withdrawalReason,
            String sha256) {}

    /** All that were ever published of a document, withdrawn ones too, the last published first. */
    List<Issued> everPublished(UUID document) {
        return getEntityManager()
                .createQuery(
                        "select e.id, e.number, e.publishedAt, e.effectiveFrom, e.withdrawnAt, e.withdrawalReason, e.sha256 from Edition e"
                                + " where e.document = :document and e.state = :published order by e.publishedAt desc, e.number desc",
                        Object[].class)
                .setParameter("document", document)
                .setParameter("published", Edition.State.PUBLISHED)
                .getResultList()
                .stream()
                .map(row -> new Issued(
                        (UUID) row[0],
                        document,
                        (int) row[1],
                        (Instant) row[2],
                        (Instant) row[3],
                        (Instant) row[4],
                        (String) row[5],
                        (String) row[6]))
                .toList();
    }

    /** The hashes of what is shown, by language, of each version of a document; the bytes stay where they are. */
    Map<UUID, Map<String, String>> renditionHashes(UUID document) {
        Map<UUID, Map<String, String>> hashes = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select r.key.edition, r.key.locale, r.sha256 from Rendition r, Edition e"
                                + " where e.id = r.key.edition and e.document = :document order by r.key.locale desc",
                        Object[].class)
                .setParameter("document", document)
                .getResultList()
                .forEach(row -> hashes.computeIfAbsent((UUID) row[0], _ -> new LinkedHashMap<>())
                        .put((String) row[1], (String) row[2]));
        return hashes;
    }

    List<Rendition> renditions(UUID edition) {
        return getEntityManager()
                .createQuery("from Rendition r where r.key.edition = :edition order by r.key.locale", Rendition.class)
                .setParameter("edition", edition)
                .getResultList();
    }

    void keep(Rendition rendition) {
        getEntityManager().persist(rendition);
    }

    /** Keeps who took which warning on themselves. */
    void sign(UUID edition, List<SignOff.Signed> signed, String account, Instant now) {
        signed.forEach(one -> getEntityManager().persist(new SignOff(edition, one, account, now)));
    }

    /** Who took which warning of a version on themselves. */
    List<SignOff.Signed> signOffs(UUID edition) {
        return getEntityManager()
                .createQuery("from SignOff s where s.key.edition = :edition order by s.key.rule", SignOff.class)
                .setParameter("edition", edition)
                .getResultList()
                .stream()
                .map(SignOff::view)
                .toList();
    }

    int nextNumber(UUID document) {
        return find("document = ?1 order by number desc", document)
                .firstResultOptional()
                .map(last -> last.number() + 1)
                .orElse(1);
    }

    Page<Edition> page(UUID document, PageRequest request) {
        return Listing.all().with("document", document).newestFirst(this, request, Edition::id);
    }

    /** Whether a version is from before clauses could declare what a customer acknowledges by itself. */
    boolean olderThanAcknowledgements(UUID version) {
        return !getEntityManager()
                .createNativeQuery(
                        "select 1 from version_before_acknowledgements where terms_version = :version", Integer.class)
                .setParameter("version", version)
                .getResultList()
                .isEmpty();
    }
}
