package org.gardefou.support.guide;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The editions of the guides. */
@ApplicationScoped
class GuideEditions implements PanacheRepositoryBase<GuideEdition, UUID> {

    /** More than anybody reads. */
    private static final int FOUND = 20;

    // The hoster's own words before the shipped ones, and of each the newest.
    private static final String CURRENT = """
            select distinct on (key, locale) * from guide_edition
            where withdrawn_at is null
            order by key, locale, (author is not null) desc, edition desc""";

    /** The text of a guide that stands now: the hoster's own where there is one, otherwise the newest that was shipped. */
    Optional<GuideEdition> current(String key, String locale) {
        return find("""
                        key = ?1 and locale = ?2 and withdrawnAt is null
                        order by case when author is null then 1 else 0 end, edition desc""", key, locale).page(0, 1).firstResultOptional();
    }

    /** What stands now, of all guides of a language, by key. */
    @SuppressWarnings("unchecked")
    List<GuideEdition> current(String locale) {
        return getEntityManager()
                .createNativeQuery(
                        "select * from (%s) stands where locale = :locale order by key".formatted(CURRENT),
                        GuideEdition.class)
                .setParameter("locale", locale)
                .getResultList();
    }

    /**
     * What stands now and says something of this, best first: the more of the words, the rarer and the nearer to the title, the better.
     *
     * @param words anything that a person writes
     */
    @SuppressWarnings("unchecked")
    List<GuideEdition> search(String words, String locale) {
        String dictionary = locale.equals("fr") ? "pg_catalog.french" : "pg_catalog.english";
        return getEntityManager()
                .createNativeQuery("""
                        select stands.* from (%s) stands,
                            cast(replace(cast(plainto_tsquery(cast(:dictionary as regconfig), :words) as text), '&', '|') as tsquery) wanted
                        where locale = :locale and stands.words @@ wanted
                        order by ts_rank(stands.words, wanted, 1) desc, key""".formatted(CURRENT), GuideEdition.class)
                .setParameter("dictionary", dictionary)
                .setParameter("words", PlainWords.of(words))
                .setParameter("locale", locale)
                .setMaxResults(FOUND)
                .getResultList();
    }

    /** All that a guide ever said in a language, newest first. */
    List<GuideEdition> all(String key, String locale) {
        return list("key = ?1 and locale = ?2 order by edition desc", key, locale);
    }

    /** Lets one at a time write the next edition of a guide. */
    void lock(String key) {
        getEntityManager()
                .createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 7))) taken")
                .setParameter("key", "guide " + key)
                .getSingleResult();
    }

    /** What the newest shipped edition of each guide says, as its hash, by key and language. */
    Set<String> shipped() {
        return Set.copyOf(getEntityManager()
                .createNativeQuery("""
                        select distinct on (key, locale) key || ' ' || locale || ' ' || hash from guide_edition
                        where author is null order by key, locale, edition desc""", String.class)
                .getResultStream()
                .map(String.class::cast)
                .toList());
    }
}
