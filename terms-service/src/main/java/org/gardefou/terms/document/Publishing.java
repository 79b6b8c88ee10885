package org.gardefou.terms.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Clauses;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.clause.Placeholders;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.linter.Severity;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Plan;
import org.gardefou.terms.plan.Plans;
import org.jspecify.annotations.Nullable;

/** Makes drafts and publishes them; refuses what must not be published, and says what would. */
@ApplicationScoped
class Publishing {

    private static final String TOPIC = "gardefou.terms";

    /** No terms without saying what is backed up, even when that is nothing. */
    private static final String BACKUPS = "C11";

    /** How far a client's clock may be behind ours: terms never begin in the past. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Documents documents;
    private final Editions editions;
    private final Examination examination;
    private final Following following;
    private final jakarta.enterprise.event.Event<Line> lines;
    private final Clauses clauses;
    private final Plans plans;
    private final Hoster hoster;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Clock clock;

    Publishing(
            Documents documents,
            Editions editions,
            Examination examination,
            Following following,
            jakarta.enterprise.event.Event<Line> lines,
            Clauses clauses,
            Plans plans,
            Hoster hoster,
            Outbox outbox,
            Ledger ledger,
            ObjectMapper json,
            Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.examination = examination;
        this.following = following;
        this.lines = lines;
        this.clauses = clauses;
        this.plans = plans;
        this.hoster = hoster;
        this.outbox = outbox;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    /** A draft of these clauses, in this order. */
    Edition draft(Document document, UUID id, List<UUID> wanted) {
        Map<UUID, Clause> known = clauses.withIds(wanted);
        Level level = plans.findById(document.plan()).level();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Clause clause = known.get(wanted.get(i));
            String at = "/clauses/" + i;
            if (clause == null)
                throw Problems.validation(at, "is the id of no clause; list them with GET /terms/v1/clauses");
            if (!clause.speaksTo(document.audience()))
                throw Problems.validation(at, "is written for another audience than " + document.audience());
            if (!clause.fits(level))
                throw Problems.validation(at, "is written for other plans than those of the level " + level);
            if (!codes.add(clause.code()))
                throw Problems.validation(
                        at, "is the second clause for the topic " + clause.code() + "; leave one out");
        }
        Edition edition = new Edition(id, document.id(), editions.nextNumber(document.id()), wanted, clock.instant());
        editions.persistAndFlush(edition);
        return edition;
    }

    /** What a version says: as it was published, or as it would be published now. */
    Publication.Content content(Document document, Edition edition) {
        String canonical = edition.published()
                ? edition.canonical()
                : publication(document, edition, plans.findById(document.plan()), ordered(edition), clock.instant())
                        .canonical();
        return Publication.Content.in(Objects.requireNonNull(canonical), json);
    }

    /** What a version changes for who agreed to the one before; for a draft, as it would be published now. Empty for a first version. */
    Optional<Verdict> changes(Document document, Edition edition) {
        return edition.published()
                ? Optional.ofNullable(edition.changes())
                : following.judge(document, content(document, edition), Following.Said.NOTHING);
    }

    /** Takes a version back that is not in force yet. */
    void withdraw(Edition edition, String reason) {
        documents.lock(edition.document());
        Instant now = clock.instant();
        if (!edition.scheduled(now))
            throw Problems.own(
                    "terms/version-not-scheduled",
                    409,
                    "The version is not scheduled",
                    "Only a version that is published and not in force yet can be withdrawn, once; version %d is %s. To change what is in force, publish another version."
                            .formatted(
                                    edition.number(),
                                    edition.withdrawn()
                                            ? "withdrawn already"
                                            : edition.published() ? "in force since " + edition.effect() : "a draft"));
        Optional<Edition> after = editions.lastInLine(edition.document())
                .filter(last -> !last.id().equals(edition.id()));
        after.filter(last -> last.scheduled(now)).ifPresent(last -> {
            throw Problems.own(
                    "terms/version-followed",
                    409,
                    "Another version follows this one",
                    "Version %d was published as a change of this one. Withdraw it first, with POST /terms/v1/versions/%s/withdrawal."
                            .formatted(last.number(), last.id()));
        });
        edition.withdraw(reason, now);
        editions.flush();
        lines.fire(new Line(edition.document(), edition.id(), true, now));
        outbox.add(Event.of(
                TOPIC,
                TermsWithdrawn.TYPE,
                edition.document(),
                new TermsWithdrawn(edition.document(), edition.id(), edition.number(), edition.hash(), now)));
        ledger.append(new Fact(
                TermsWithdrawn.TYPE,
                now,
                null,
                null,
                Map.of(
                        "document", edition.document(),
                        "version", edition.id(),
                        "sha256", edition.hash(),
                        "effectiveFrom", edition.effect(),
                        "reasonSha256", Canonical.sha256(reason))));
    }

    /** What a version breaks, or would break if it came into force now. */
    List<Finding> findings(Document document, Edition edition) {
        Instant effective = edition.effectiveFrom() == null ? clock.instant() : edition.effectiveFrom();
        return examination.of(document, plans.findById(document.plan()), ordered(edition), effective);
    }

    /**
     * Publishes a draft from a time on; now, when none is given.
     *
     * @param signed who takes which warning on themselves
     * @param said of what it changes
     * @param account of whoever publishes
     */
    void publish(
            Document document,
            Edition edition,
            @Nullable Instant wanted,
            List<SignOff.Signed> signed,
            Following.Said said,
            String account) {
        if (edition.published())
            throw Problems.own(
                    "terms/version-published",
                    409,
                    "The version is published already",
                    "Version %d is published already and never changes. Make a new version with POST /terms/v1/documents/%s/versions."
                            .formatted(edition.number(), document.id()));
        documents.lock(document.id());
        Instant now = clock.instant();
        if (wanted != null && wanted.isBefore(now.minus(TOLERANCE)))
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "Terms cannot come into force in the past. Give an effectiveFrom from now on, or leave it out for now.");
        // As exact as it is stored: what is hashed, compared and answered is the same moment.
        Instant effective = (wanted == null ? now : wanted).truncatedTo(ChronoUnit.MICROS);
        List<Clause> ordered = ordered(edition);
        if (ordered.stream().noneMatch(clause -> clause.code().equals(BACKUPS)))
            throw Problems.own(
                    "terms/publication-without-backup-clause",
                    422,
                    "The version does not say what is backed up",
                    "Add a clause C11 (backups made by the hoster, or that there are none) in a new version with POST /terms/v1/documents/%s/versions; POST /terms/v1/clauses/defaults loads one."
                            .formatted(document.id()));
        Plan plan = plans.findById(document.plan());
        Publication publication = publication(document, edition, plan, ordered, effective);
        List<Finding> findings = examination.of(document, plan, ordered, effective);
        examination.demandPublishable(
                findings, signed.stream().map(SignOff.Signed::rule).toList());
        Verdict verdict = following
                .judge(document, Publication.Content.in(publication.canonical(), json), said)
                .orElse(null);
        following.demandInTime(document, verdict, effective, now);
        publication
                .renditions()
                .forEach((language, page) -> editions.keep(new Rendition(edition.id(), language, page)));
        editions.sign(edition.id(), warned(findings, signed), account, now);
        edition.publish(publication.canonical(), publication.sha256(), verdict, effective, now);
        editions.flush();
        tell(document, edition, plan, publication, effective, now);
        lines.fire(new Line(document.id(), edition.id(), false, now));
    }

    /** What was signed of what was found: a sign-off of nothing is not kept. */
    private static List<SignOff.Signed> warned(List<Finding> findings, List<SignOff.Signed> signed) {
        return signed.stream()
                .filter(one -> findings.stream()
                        .anyMatch(finding -> finding.severity() == Severity.WARN
                                && finding.rule().equals(one.rule())))
                .toList();
    }

    private List<Clause> ordered(Edition edition) {
        Map<UUID, Clause> known = clauses.withIds(edition.clauses());
        return edition.clauses().stream().map(known::get).toList();
    }

    private Publication publication(
            Document document, Edition edition, Plan plan, List<Clause> ordered, Instant effective) {
        try {
            return Publication.of(document, edition, plan, hoster, ordered, effective, json);
        } catch (Placeholders.DoesNotFit e) {
            if (e.placeholder().startsWith("hoster."))
                throw Problems.own(
                        "terms/hoster-not-named",
                        422,
                        "The terms do not say who the hoster is",
                        "A clause uses {%1$s}, and the setting gardefou.%1$s is empty. Set it, start the service again, and publish."
                                .formatted(e.placeholder()));
            throw Problems.own(
                    "terms/clause-does-not-fit-plan",
                    422,
                    "A clause says what the plan does not promise",
                    "The plan %s promises nothing for {%s}. Change the plan, or use a clause without it; {backup.statement} also says that there are no backups."
                            .formatted(plan.code(), e.placeholder()));
        }
    }

    private void tell(
            Document document, Edition edition, Plan plan, Publication publication, Instant effective, Instant now) {
        TermsPublished event = new TermsPublished(
                document.id(),
                edition.id(),
                edition.number(),
                new TermsPublished.PlanRef(plan.id(), plan.code()),
                publication.sha256(),
                Arrays.stream(Language.values()).map(Language::tag).toList(),
                effective,
                TermsPublished.Change.of(edition.changes()),
                now);
        outbox.add(Event.of(TOPIC, TermsPublished.TYPE, document.id(), event));
        Map<String, Object> data = new TreeMap<>(Map.of(
                "document", document.id(),
                "version", edition.id(),
                "number", edition.number(),
                "plan", plan.id(),
                "sha256", publication.sha256(),
                "effectiveFrom", effective));
        Verdict verdict = edition.changes();
        if (verdict != null) {
            data.put("changeClass", verdict.changeClass());
            data.put("consent", verdict.consent());
            data.put("previous", verdict.previous());
            // Who declared what, and why, is in there.
            data.put("changesSha256", Canonical.sha256(Canonical.json(json, verdict)));
        }
        ledger.append(new Fact(TermsPublished.TYPE, now, null, null, data));
    }
}
