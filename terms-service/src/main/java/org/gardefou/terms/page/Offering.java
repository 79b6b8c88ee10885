package org.gardefou.terms.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.change.TopicChange;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.change.Why;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** Puts together what a link offers to accept, as of now. */
@ApplicationScoped
class Offering {

    private final PublishedTerms terms;
    private final HostedAcceptances acceptances;
    private final Clock clock;

    Offering(PublishedTerms terms, HostedAcceptances acceptances, Clock clock) {
        this.terms = terms;
        this.acceptances = acceptances;
        this.clock = clock;
    }

    /** What is to be accepted by an open link; empty when nothing is in force any longer. */
    @Transactional
    public Optional<Offered> of(PageLink link, Language language) {
        return version(link).map(version -> {
            String sha256 = Objects.requireNonNull(version.renditions().get(language.tag()));
            return new Offered(
                    terms.document(version.document()).orElseThrow(),
                    version,
                    sha256,
                    since(link, version),
                    Acknowledgement.of(terms, version.id(), link.contracts().isEmpty()),
                    link.button(),
                    new Offered.By(Objects.requireNonNull(link.actorName()), link.capacity()),
                    link.email().orElse(null),
                    link.expiresAt());
        });
    }

    /** The text that is offered, as it is shown. */
    @Transactional
    public Optional<Bytes> text(PageLink link, Language language) {
        return version(link).flatMap(version -> terms.text(version.id(), language)
                .map(text -> new Bytes(version.id(), version.number(), text.content(), text.sha256())));
    }

    /** The text that was accepted by a used link. */
    @Transactional
    public Optional<Bytes> accepted(UUID version, Language language) {
        return terms.version(version).flatMap(found -> terms.text(version, language)
                .map(text -> new Bytes(version, found.number(), text.content(), text.sha256())));
    }

    /** The bytes of a version in a language. */
    record Bytes(UUID version, int number, byte[] content, String sha256) {}

    /** The one that the link names, as long as it can be accepted, and else the one in force. */
    private Optional<PublishedVersion> version(PageLink link) {
        Optional<PublishedVersion> inForce = terms.inForce(link.document(), clock.instant());
        return link.version()
                .flatMap(terms::version)
                .filter(named -> named.standing() == PublishedVersion.Standing.IN_FORCE
                        || named.standing() == PublishedVersion.Standing.SCHEDULED)
                .filter(named ->
                        inForce.isEmpty() || !inForce.get().publishedAt().isAfter(named.publishedAt()))
                .or(() -> inForce);
    }

    private Offered.@Nullable Since since(PageLink link, PublishedVersion version) {
        HostedAcceptances.Earlier earlier =
                acceptances.last(link.customer(), link.document()).orElse(null);
        if (earlier == null || earlier.version().equals(version.id())) return null;
        PublishedVersion before = terms.version(earlier.version()).orElseThrow();
        Instant at = earlier.at();
        return new Offered.Since(
                before, at, terms.topicsThatDiffer(before.id(), version.id()).orElseThrow(), reasons(before, version));
    }

    private Map<String, List<Text>> reasons(PublishedVersion before, PublishedVersion version) {
        Verdict verdict = terms.effect(version.id()).orElseThrow().verdict();
        if (verdict == null || !verdict.previous().equals(before.id())) return Map.of();
        return verdict.changes().stream()
                .map(Verdict.Judged::change)
                .collect(Collectors.toMap(
                        TopicChange::topic,
                        change -> change.why().stream().map(Why::says).toList(),
                        (one, other) -> one));
    }
}
