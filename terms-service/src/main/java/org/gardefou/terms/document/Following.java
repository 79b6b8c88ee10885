package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.change.Agreed;
import org.gardefou.terms.change.Changes;
import org.gardefou.terms.change.Provision;
import org.gardefou.terms.change.TopicChange;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Clauses;
import org.jspecify.annotations.Nullable;

/** Judges what a version changes for who agreed to the one that it follows, and refuses to let it come too early. */
@ApplicationScoped
class Following {

    private final Editions editions;
    private final Clauses clauses;
    private final Changes changes;
    private final Bound bound;
    private final ObjectMapper json;

    Following(Editions editions, Clauses clauses, Changes changes, Bound bound, ObjectMapper json) {
        this.editions = editions;
        this.clauses = clauses;
        this.changes = changes;
        this.bound = bound;
        this.json = json;
    }

    /**
     * What staff says of the changes of a version.
     *
     * @param declared by topic
     * @param plea what is to shorten the notice; null: nothing
     */
    record Said(Map<String, TopicChange.Declaration> declared, Verdict.@Nullable Plea plea) {

        static final Said NOTHING = new Said(Map.of(), null);
    }

    /**
     * What a version that says this would change; empty for the first one of a document.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when something that was said does not hold
     */
    Optional<Verdict> judge(Document document, Publication.Content after, Said said) {
        return editions.lastInLine(document.id()).map(previous -> judge(document, previous, after, said));
    }

    private Verdict judge(Document document, Edition previous, Publication.Content after, Said said) {
        Publication.Content before = Publication.Content.in(Objects.requireNonNull(previous.canonical()), json);
        try {
            return changes.judge(
                    document.audience(), previous.id(), agreed(before), agreed(after), said.declared, said.plea);
        } catch (Changes.Contradicted e) {
            throw Problems.ownBuilder(
                            "terms/change-contradicted",
                            422,
                            "What was declared of a change does not hold",
                            e.getMessage()
                                    + " A declaration can only ask for more than what the clauses declare and the plan promises. Read GET /terms/v1/versions/{id}/changes, and declare what is at least as strict, or nothing.")
                    .with("topic", e.topic())
                    .build();
        }
    }

    private Agreed agreed(Publication.Content content) {
        Map<UUID, Clause> known = clauses.withIds(
                content.clauses().stream().map(Publication.Published::clause).toList());
        List<Provision> provisions = content.clauses().stream()
                .map(published -> Provision.of(Objects.requireNonNull(known.get(published.clause())), published.text()))
                .toList();
        return new Agreed(provisions, content.plan().level(), content.plan().promises());
    }

    /**
     * Refuses a version that comes before another which is scheduled, one whose numbers changed without a word of anybody, and one that comes
     * earlier than the law lets it bind those who agreed to the last one.
     */
    void demandInTime(Document document, @Nullable Verdict verdict, Instant effective, Instant now) {
        editions.lastInLine(document.id())
                .filter(last -> last.effect().isAfter(effective))
                .ifPresent(last -> {
                    throw Problems.own(
                            "terms/version-scheduled",
                            409,
                            "Another version is scheduled for later",
                            "Version %d is scheduled for %s. Give an effectiveFrom from then on, or withdraw it first with POST /terms/v1/versions/%s/withdrawal."
                                    .formatted(last.number(), last.effect(), last.id()));
                });
        if (verdict == null || !bound.anybody(document.id())) return;
        demandDeclared(verdict);
        Verdict.Judged slowest = verdict.slowest();
        if (slowest == null || !effective.isBefore(slowest.earliest(now))) return;
        Instant earliest = slowest.earliest(now);
        throw Problems.ownBuilder(
                        "terms/notice-too-short",
                        422,
                        "The notice is too short",
                        "%s changes and is %s: who agreed to the last version must be told %s before (%s). Publish with an effectiveFrom of %s or later."
                                .formatted(
                                        slowest.change().topic(),
                                        slowest.change().changeClass(),
                                        slowest.notice(),
                                        slowest.source().en(),
                                        earliest))
                .with("topic", slowest.change().topic())
                .with("changeClass", slowest.change().changeClass().name())
                .with("rule", slowest.rule())
                .with("source", slowest.source())
                .with("earliest", earliest.toString())
                .with("changes", verdict.changes())
                .build();
    }

    private static void demandDeclared(Verdict verdict) {
        List<String> open = verdict.changes().stream()
                .map(Verdict.Judged::change)
                .filter(change -> change.numbersDiffer() && change.declared() == null)
                .map(TopicChange::topic)
                .toList();
        if (!open.isEmpty())
            throw Problems.ownBuilder(
                            "terms/change-undeclared",
                            422,
                            "Quantities differ and nobody says what that does",
                            "The words of %s name other quantities than before, and no declared effect says whether that is better or worse. Publish with `changes`: for each of these topics its class, who says so, and why."
                                    .formatted(String.join(", ", open)))
                    .with("topics", open)
                    .build();
    }
}
