package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.stationery.Bench;

/**
 * Compares published versions word by word. Anybody may ask for any two, and it costs processor time: of the same two one is at work, of all a few at once, and
 * what came of it is kept, since what was published never changes.
 */
@ApplicationScoped
class Comparisons {

    /** Some hundred bytes each: which topics differ is asked for with every page that somebody accepts on. */
    private static final int TOPICS = 1_000;

    private final ObjectMapper json;
    private final Duration patience;
    private final Bench<Pair, PublishedTerms.Differences> bench;
    private final Cache<Pair, Map<String, Name>> topics =
            Caffeine.newBuilder().maximumSize(TOPICS).build();

    Comparisons(ObjectMapper json, ComparisonConfig config) {
        this.json = json;
        this.patience = config.patience();
        this.bench = new Bench<>(
                config.atOnce(),
                Caffeine.newBuilder().maximumSize(config.kept()).build());
    }

    record Pair(UUID from, UUID to) {}

    /**
     * Two versions, read to their end before they are compared: who waits here should hold nothing that others need.
     *
     * @param name of the later one's document
     */
    record Two(Name name, Edition before, Edition after) {

        private Pair pair() {
            return new Pair(before.id(), after.id());
        }
    }

    /**
     * What differs, for who asks over HTTP.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others are compared as may be
     */
    PublishedTerms.Differences now(Two two) {
        return bench.now(two.pair(), () -> of(two, comparison(two)));
    }

    /**
     * What differs, for work that nobody waits for.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when no place was free for long
     */
    PublishedTerms.Differences patiently(Two two) {
        return bench.patiently(two.pair(), () -> of(two, comparison(two)), patience);
    }

    /** The titles of the topics that differ, by their codes; no words are compared for that. */
    Map<String, Name> topics(Two two) {
        return topics.get(two.pair(), pair -> topics(comparison(two)));
    }

    /** Where they are at work. */
    Bench<Pair, PublishedTerms.Differences> bench() {
        return bench;
    }

    private Comparison comparison(Two two) {
        return Comparison.of(content(two.before), content(two.after));
    }

    /** In words, what a comparison found. */
    static PublishedTerms.Differences of(Two two, Comparison comparison) {
        Map<Language, String> titles = new EnumMap<>(Language.class);
        Map<Language, String> bodies = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            titles.put(
                    language,
                    ComparisonPage.title(two.name.in(language), two.before.number(), two.after.number(), language));
            bodies.put(language, ComparisonPage.body(comparison, language));
        }
        return new PublishedTerms.Differences(comparison, topics(comparison), titles, bodies);
    }

    private static Map<String, Name> topics(Comparison comparison) {
        Map<String, Name> titles = new LinkedHashMap<>();
        comparison
                .clauses()
                .forEach(topic -> titles.put(
                        topic.code(),
                        Objects.requireNonNull(topic.after() == null ? topic.before() : topic.after())
                                .title()));
        return Collections.unmodifiableMap(titles);
    }

    private Publication.Content content(Edition edition) {
        return Publication.Content.in(Objects.requireNonNull(edition.canonical()), json);
    }
}
