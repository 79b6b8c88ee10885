package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.jspecify.annotations.Nullable;

/** What anybody may read of the terms: what was published, and never a draft. */
@ApplicationScoped
public class PublishedTerms {

    private final Documents documents;
    private final Editions editions;
    private final ObjectMapper json;
    private final Clock clock;

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
     * @param topics codes with the titles of those that differ, in their order
     */
    public record Differences(
            Object comparison,
            Map<String, Name> topics,
            Function<Language, String> title,
            Function<Language, String> body) {}

    /** The documents with a published version, the newest first. */
    @Transactional
    public Page<PublishedDocument> documents(PageRequest request) {
        List<Document> rows = documents.published(request);
        return Page.of(rows, request, document -> Cursor.after(document.id())).map(this::view);
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
        List<Edition> published = editions.everPublished(document);
        Map<UUID, PublishedVersion.Reign> reigns = PublishedVersion.reigns(published, clock.instant()).stream()
                .collect(Collectors.toMap(PublishedVersion.Reign::version, Function.identity()));
        Map<UUID, Map<String, String>> hashes = editions.renditionHashes(document);
        return published.stream()
                .sorted(Comparator.comparingInt(Edition::number).reversed())
                .map(edition -> view(edition, reigns.get(edition.id()), hashes.getOrDefault(edition.id(), Map.of())))
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
        return List.copyOf(titles(published(version).orElseThrow()).keySet());
    }

    /** What a published version changes. */
    @Transactional
    public Optional<Effect> effect(UUID version) {
        return published(version).map(edition -> {
            Verdict verdict = edition.changes();
            if (verdict == null) return new Effect(null, Map.of());
            Map<String, Name> titles = titles(editions.findById(verdict.previous()));
            titles.putAll(titles(edition));
            return new Effect(verdict, titles);
        });
    }

    /** What differs from one published version to another of the same document; empty where there are no such two. */
    @Transactional
    public Optional<Differences> differences(UUID from, UUID to) {
        Optional<Edition> before = published(from);
        Optional<Edition> after = published(to);
        if (before.isEmpty()
                || after.isEmpty()
                || !before.get().document().equals(after.get().document())) return Optional.empty();
        Comparison comparison = Comparison.of(content(before.get()), content(after.get()));
        Name name = documents.findById(after.get().document()).name();
        Map<String, Name> topics = new LinkedHashMap<>();
        comparison
                .clauses()
                .forEach(topic -> topics.put(
                        topic.code(),
                        Objects.requireNonNull(topic.after() == null ? topic.before() : topic.after())
                                .title()));
        return Optional.of(new Differences(
                comparison,
                topics,
                language -> ComparisonPage.title(
                        name.in(language), before.get().number(), after.get().number(), language),
                language -> ComparisonPage.body(comparison, language)));
    }

    private Optional<Edition> published(UUID id) {
        return editions.findByIdOptional(id).filter(Edition::published);
    }

    private Publication.Content content(Edition edition) {
        return Publication.Content.in(Objects.requireNonNull(edition.canonical()), json);
    }

    private Map<String, Name> titles(Edition edition) {
        Map<String, Name> titles = new LinkedHashMap<>();
        content(edition).clauses().forEach(clause -> titles.put(clause.code(), clause.title()));
        return titles;
    }

    private PublishedDocument view(Document document) {
        Edition last = editions.everPublished(document.id()).getFirst();
        return new PublishedDocument(
                document.id(),
                document.name(),
                document.plan(),
                Offer.in(last, json).name(),
                document.audience());
    }

    private static PublishedVersion view(
            Edition edition, PublishedVersion.@Nullable Reign reign, Map<String, String> hashes) {
        return new PublishedVersion(
                edition.id(),
                edition.document(),
                edition.number(),
                reign == null ? PublishedVersion.Standing.WITHDRAWN : reign.standing(),
                edition.publication(),
                edition.effect(),
                reign == null ? null : reign.until(),
                edition.withdrawnAt(),
                edition.withdrawalReason(),
                edition.hash(),
                hashes);
    }
}
