package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Clauses;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.jspecify.annotations.Nullable;

/** What anybody may read of the terms: what was published, and never a draft. */
@ApplicationScoped
public class PublishedTerms {

    /** Some kilobytes each. What was published never changes: what was found once stays so. */
    private static final int GISTS = 1_000;

    private final Documents documents;
    private final Editions editions;
    private final Clauses clauses;
    private final Comparisons comparisons;
    private final ObjectMapper json;
    private final Clock clock;
    private final Cache<UUID, Gist> gists =
            Caffeine.newBuilder().maximumSize(GISTS).build();

    PublishedTerms(
            Documents documents,
            Editions editions,
            Clauses clauses,
            Comparisons comparisons,
            ObjectMapper json,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.clauses = clauses;
        this.comparisons = comparisons;
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

    /**
     * A clause of a published version, and what it does in law as its author declared.
     *
     * @param code of its topic
     */
    public record Declared(String code, Name title, List<org.gardefou.terms.clause.Effect> effects) {}

    /** What is asked for again and again of a version, and stands in the middle of a long text. */
    private record Gist(Name plan, List<Declared> clauses) {

        Map<String, Name> titles() {
            Map<String, Name> titles = new LinkedHashMap<>();
            clauses.forEach(clause -> titles.put(clause.code(), clause.title()));
            return titles;
        }
    }

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

    /** What a published version is made of, in its order. */
    @Transactional
    public List<Declared> clauses(UUID version) {
        return gist(version).clauses();
    }

    /** Whether a version is from before clauses could declare what a customer acknowledges by itself: that it declares nothing of it means nothing. */
    @Transactional
    public boolean olderThanAcknowledgements(UUID version) {
        return editions.olderThanAcknowledgements(version);
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

    /**
     * What differs from one published version to another of the same document, for who asks over HTTP; empty where there are no such two.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others are compared as may be
     */
    public Optional<Differences> differences(UUID from, UUID to) {
        return two(from, to).map(comparisons::now);
    }

    /** The same for work that nobody waits for. */
    public Optional<Differences> differencesPatiently(UUID from, UUID to) {
        return two(from, to).map(comparisons::patiently);
    }

    /** The titles of the topics that differ, by their codes, in the order of the later version; empty where there are no such two. */
    public Optional<Map<String, Name>> topicsThatDiffer(UUID from, UUID to) {
        return two(from, to).map(comparisons::topics);
    }

    private Optional<Comparisons.Two> two(UUID from, UUID to) {
        return QuarkusTransaction.joiningExisting().call(() -> published(from).flatMap(before -> published(to)
                .filter(after -> after.document().equals(before.document()))
                .map(after ->
                        new Comparisons.Two(documents.findById(after.document()).name(), before, after))));
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
            Map<UUID, Clause> written = clauses.withIds(content.clauses().stream()
                    .map(Publication.Published::clause)
                    .toList());
            return new Gist(
                    content.plan().name(),
                    content.clauses().stream()
                            .map(clause -> new Declared(
                                    clause.code(),
                                    clause.title(),
                                    Objects.requireNonNull(written.get(clause.clause()))
                                            .effects()))
                            .toList());
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
