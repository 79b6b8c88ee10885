package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.jspecify.annotations.Nullable;

/** What anybody may read of the terms: what was published, and never a draft. */
@ApplicationScoped
public class PublishedTerms {

    /** Some kilobytes each. What was published never changes: what was found once stays so. */
    private static final int GISTS = 1_000;

    /** As long as both texts together; a hoster's last few versions, each with the one before. */
    private static final int COMPARISONS = 50;

    private final Documents documents;
    private final Editions editions;
    private final ObjectMapper json;
    private final Clock clock;
    private final Cache<UUID, Gist> gists =
            Caffeine.newBuilder().maximumSize(GISTS).build();
    private final Cache<Pair, Differences> differences =
            Caffeine.newBuilder().maximumSize(COMPARISONS).build();

    PublishedTerms(Documents documents, Editions editions, ObjectMapper json, Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.json = json;
        this.clock = clock;
    }

    /** The bytes of a version as they are shown, and their SHA-256 in hex. */
    public record Shown(byte[] content, String sha256) {}

    /**
     * What a version changes for who agreed to the one before it.
     *
     * @param verdict null: it is the first, or was published before changes were judged
     * @param titles of the topics that differ, by their codes
     */
    public record Effect(@Nullable Verdict verdict, Map<String, Name> titles) {}

    /**
     * What differs between two versions.
     *
     * @param comparison as it is answered as JSON
     * @param topics the titles of those that differ, by their codes
     * @param title of a page about it
     * @param body of that page, as HTML
     */
    public record Differences(
            Object comparison, Map<String, Name> topics, Map<Language, String> title, Map<Language, String> body) {}

    /** What is asked for again and again of a version, and stands in the middle of a long text. */
    private record Gist(Name plan, Map<String, Name> titles) {}

    private record Pair(UUID from, UUID to) {}

    /** The documents with a published version, the newest first. */
    @Transactional
    public Page<PublishedDocument> documents(PageRequest request) {
        return documents.published(request).map(this::view);
    }

    /** A document, if a version of it was published. */
    @Transactional
    public Optional<PublishedDocument> document(UUID id) {
        return editions.everPublished(id).isEmpty()
                ? Optional.empty()
                : documents.findByIdOptional(id).map(this::view);
    }

    /** The published versions of a document, the last one first. */
    @Transactional
    public List<PublishedVersion> versions(UUID document) {
        List<Editions.Issued> published = editions.everPublished(document);
        Map<UUID, PublishedVersion.Reign> reigns = PublishedVersion.reigns(published, clock.instant()).stream()
                .collect(Collectors.toMap(PublishedVersion.Reign::version, Function.identity()));
        Map<UUID, Map<String, String>> hashes = editions.renditionHashes(document);
        return published.stream()
                .sorted(Comparator.comparingInt(Editions.Issued::number).reversed())
                .map(issued ->
                        view(issued, reigns.get(issued.version()), hashes.getOrDefault(issued.version(), Map.of())))
                .toList();
    }

    /** A published version. */
    @Transactional
    public Optional<PublishedVersion> version(UUID id) {
        return published(id).flatMap(edition -> versions(edition.document()).stream()
                .filter(version -> version.id().equals(id))
                .findFirst());
    }

    /** The version of a document that is in force at a moment. */
    @Transactional
    public Optional<PublishedVersion> inForce(UUID document, Instant at) {
        return editions.inForce(document, at).flatMap(edition -> version(edition.id()));
    }

    /** What a published version says, as it is shown. */
    @Transactional
    public Optional<Shown> text(UUID version, Language language) {
        return editions.rendition(version, language)
                .map(rendition -> new Shown(rendition.content(), rendition.sha256()));
    }

    /** The canonical JSON of a published version: what its hash is of. */
    @Transactional
    public Optional<String> canonical(UUID version) {
        return published(version).map(edition -> Objects.requireNonNull(edition.canonical()));
    }

    /** The codes of what a published version is made of, in their order. */
    @Transactional
    public List<String> topics(UUID version) {
        return List.copyOf(gist(version).titles().keySet());
    }

    /** What a published version changes. */
    @Transactional
    public Optional<Effect> effect(UUID version) {
        return published(version).map(edition -> {
            Verdict verdict = edition.changes();
            if (verdict == null) return new Effect(null, Map.of());
            Map<String, Name> titles =
                    new LinkedHashMap<>(gist(verdict.previous()).titles());
            titles.putAll(gist(version).titles());
            return new Effect(verdict, titles);
        });
    }

    /** What differs from one published version to another of the same document; empty where there are no such two. */
    @Transactional
    public Optional<Differences> differences(UUID from, UUID to) {
        Pair pair = new Pair(from, to);
        Differences known = differences.getIfPresent(pair);
        if (known != null) return Optional.of(known);
        Optional<Edition> before = published(from);
        Optional<Edition> after = published(to);
        if (before.isEmpty()
                || after.isEmpty()
                || !before.get().document().equals(after.get().document())) return Optional.empty();
        Differences found = between(before.get(), after.get());
        differences.put(pair, found);
        return Optional.of(found);
    }

    private Differences between(Edition before, Edition after) {
        Comparison comparison = Comparison.of(content(before), content(after));
        Name name = documents.findById(after.document()).name();
        Map<String, Name> topics = new LinkedHashMap<>();
        comparison
                .clauses()
                .forEach(topic -> topics.put(
                        topic.code(),
                        Objects.requireNonNull(topic.after() == null ? topic.before() : topic.after())
                                .title()));
        Map<Language, String> titles = new EnumMap<>(Language.class);
        Map<Language, String> bodies = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            titles.put(language, ComparisonPage.title(name.in(language), before.number(), after.number(), language));
            bodies.put(language, ComparisonPage.body(comparison, language));
        }
        return new Differences(comparison, topics, titles, bodies);
    }

    private Optional<Edition> published(UUID id) {
        return editions.findByIdOptional(id).filter(Edition::published);
    }

    private Publication.Content content(Edition edition) {
        return Publication.Content.in(Objects.requireNonNull(edition.canonical()), json);
    }

    private Gist gist(UUID version) {
        return gists.get(version, id -> {
            Publication.Content content = content(published(id).orElseThrow());
            Map<String, Name> titles = new LinkedHashMap<>();
            content.clauses().forEach(clause -> titles.put(clause.code(), clause.title()));
            return new Gist(content.plan().name(), titles);
        });
    }

    private PublishedDocument view(Document document) {
        UUID last = editions.everPublished(document.id()).getFirst().version();
        return new PublishedDocument(
                document.id(), document.name(), document.plan(), gist(last).plan(), document.audience());
    }

    private static PublishedVersion view(
            Editions.Issued issued, PublishedVersion.@Nullable Reign reign, Map<String, String> hashes) {
        return new PublishedVersion(
                issued.version(),
                issued.document(),
                issued.number(),
                reign == null ? PublishedVersion.Standing.WITHDRAWN : reign.standing(),
                issued.published(),
                issued.effective(),
                reign == null ? null : reign.until(),
                issued.withdrawn(),
                issued.withdrawalReason(),
                issued.sha256(),
                hashes);
    }
}
