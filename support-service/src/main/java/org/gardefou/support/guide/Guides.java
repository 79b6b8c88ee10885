package org.gardefou.support.guide;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gardefou.kit.id.Ids;
import org.jspecify.annotations.Nullable;

/** The guides as they stand: the hoster's own text of one, otherwise the one that was shipped. */
@ApplicationScoped
public class Guides {

    /** Given where a cause has no guide of its own. */
    public static final String GENERAL = "first-steps";

    private final GuideEditions editions;
    private final Clock clock;

    Guides(GuideEditions editions, Clock clock) {
        this.editions = editions;
        this.clock = clock;
    }

    /** Whether there is a guide of this key; what a cause asks for may not be written yet. Call inside a transaction. */
    public boolean has(String key) {
        return editions.count("key = ?1 and withdrawnAt is null", key) > 0;
    }

    /** The text that stands now; in the other language where there is none in this one. */
    @Transactional
    Optional<GuideEdition> find(String key, String locale) {
        return editions.current(key, locale).or(() -> editions.current(key, locale.equals("fr") ? "en" : "fr"));
    }

    /** What stands now in a language: all guides by key, or those that say something of the words, best first. */
    @Transactional
    List<GuideEdition> list(@Nullable String words, String locale) {
        return words == null || words.isBlank() ? editions.current(locale) : editions.search(words, locale);
    }

    /** Takes what a release brought: a text that differs from the newest shipped one is the next edition. */
    @Transactional
    void keep(@Observes StartupEvent start) {
        Set<String> known = editions.shipped();
        for (Guide guide : ShippedGuides.read()) {
            if (!known.contains(guide.key() + " " + guide.locale() + " " + guide.hash())) publish(guide, null);
        }
    }

    /**
     * Makes a text the one that stands.
     *
     * @param author who of the hoster wrote it; null: it was shipped
     */
    @Transactional
    GuideEdition publish(Guide guide, @Nullable String author) {
        editions.lock(guide.key());
        List<GuideEdition> before = editions.all(guide.key(), guide.locale());
        if (author == null && !before.isEmpty() && before.getFirst().hash().equals(guide.hash())) {
            return before.getFirst();
        }
        int next = before.isEmpty() ? 1 : before.getFirst().edition() + 1;
        GuideEdition made = new GuideEdition(Ids.next(), guide, next, author, clock.instant());
        editions.persist(made);
        return made;
    }
}
