package org.gardefou.terms.risknotice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/** Decides what a notice says. Pure: the same changes, contract and restore point give the same notice. */
final class Composer {

    private final Words words;
    private final Risks risks;
    private final Matrix matrix;

    Composer(Words words, Risks risks, Matrix matrix) {
        this.words = words;
        this.risks = risks;
        this.matrix = matrix;
    }

    /**
     * What is known of the contract of the changed site.
     *
     * @param version the version of the terms that applies
     * @param topics the codes of its clauses: no other is cited
     */
    record Cover(UUID contract, Level level, Promises promises, Language language, UUID version, Set<String> topics) {}

    /**
     * The newest restore point that was good when the change happened: nothing that was found speaks against it.
     *
     * @param evidence what speaks for it
     * @param provenAt when the last one was taken of which all data was read, where that is one before; null: it is this one, or there is none
     */
    record LastGood(
            UUID restorePoint,
            Instant takenAt,
            PointEvidence evidence,
            @Nullable Instant provenAt) {}

    /**
     * What is said, and what the decision was.
     *
     * @param clause the topic that speaks of it
     * @param version the version of the terms that has this clause; null where the customer's terms do not have it
     */
    record Composed(
            Risk risk,
            Help help,
            Language language,
            String clause,
            @Nullable UUID version,
            NoticeText text) {}

    Composed compose(Gathered changes, boolean byHost, @Nullable Cover cover, @Nullable LastGood last, Instant now) {
        Kind kind = changes.kind();
        Words.Entry about = words.about(changes, risks.family(kind));
        Help help = byHost ? Help.INCLUDED : help(kind, cover);
        Optional<String> clause = cited(kind.clause(), kind.activity(), cover);
        return new Composed(
                changes.level(),
                help,
                cover == null ? Language.FR : cover.language,
                clause.orElse(kind.clause()),
                cover == null || clause.isEmpty() ? null : cover.version,
                new NoticeText(
                        about.title(),
                        about.mayHappen(),
                        about.before(),
                        about.after(),
                        duty(kind, clause, byHost, cover),
                        help(help, cover),
                        restorePoint(last, now)));
    }

    /** The clause that speaks of an activity, or another that the matrix names for it: the first that the customer's terms have. */
    Optional<String> cited(String clause, String activity, @Nullable Cover cover) {
        if (cover == null) return Optional.empty();
        return Stream.concat(Stream.of(clause), matrix.of(activity, cover.level).clauses().stream())
                .filter(cover.topics::contains)
                .findFirst();
    }

    private Help help(Kind kind, @Nullable Cover cover) {
        if (cover == null) return Help.UNKNOWN;
        if (matrix.of(kind.activity(), cover.level).help() == Matrix.Help.INCLUDED) return Help.INCLUDED;
        return cover.promises.restore().selfService() ? Help.SELF_SERVICE : Help.BILLABLE;
    }

    private Text duty(Kind kind, Optional<String> clause, boolean byHost, @Nullable Cover cover) {
        if (byHost)
            return new Text(
                    "Ce changement a été fait par votre hébergeur, qui répond de ses suites.",
                    "This change was made by your hoster, who answers for what follows from it.");
        if (cover == null)
            return new Text(
                    "Aucun contrat n'est connu pour ce site : nous ne pouvons pas vous dire à qui revient ce changement.",
                    "No contract is known for this site: we cannot tell you whose part this change is.");
        String fr = clause.map(" (article %s de vos conditions)"::formatted).orElse("");
        String en = clause.map(" (clause %s of your terms)"::formatted).orElse("");
        boolean host = matrix.of(kind.activity(), cover.level).accountable() == Matrix.Side.HOST;
        return host
                ? new Text(
                        "Cette tâche fait partie de ce que votre hébergeur assure%s.".formatted(fr),
                        "This task is part of what your hoster looks after%s.".formatted(en))
                : new Text(
                        "Ce changement et sa vérification vous reviennent%s.".formatted(fr),
                        "This change and checking it are your part%s.".formatted(en));
    }

    private static Text help(Help help, @Nullable Cover cover) {
        if (help == Help.INCLUDED)
            return new Text(
                    "En cas de panne, notre aide est gratuite.", "If something breaks, our help is free of charge.");
        if (cover == null)
            return new Text(
                    "Contactez votre hébergeur pour savoir quelle aide vous est ouverte.",
                    "Ask your hoster which help is open to you.");
        Promises.Money price = cover.promises.repair().price();
        String fr = Wording.amount(price.amount(), price.currency(), Language.FR);
        String en = Wording.amount(price.amount(), price.currency(), Language.EN);
        return switch (help) {
            case SELF_SERVICE ->
                new Text(
                        "En cas de panne, vous pouvez restaurer le site vous-même sans frais ; une réparation par notre support coûte %s."
                                .formatted(fr),
                        "If something breaks, you can restore the site yourself free of charge; a repair by our support costs %s."
                                .formatted(en));
            case BILLABLE, INCLUDED, UNKNOWN ->
                new Text(
                        "En cas de panne, une réparation par notre support coûte %s.".formatted(fr),
                        "If something breaks, a repair by our support costs %s.".formatted(en));
        };
    }

    static Text restorePoint(@Nullable LastGood last, Instant now) {
        if (last == null)
            return new Text(
                    "Il n'existe aucun point de restauration sain : ce qui serait perdu ne pourrait pas être rendu par nous.",
                    "There is no good restore point: what would be lost could not be given back by us.");
        Text said = last.evidence.text();
        return new Text(restorePoint(last, said, now, Language.FR), restorePoint(last, said, now, Language.EN));
    }

    private static String restorePoint(LastGood last, Text said, Instant now, Language language) {
        Duration age =
                Duration.between(last.takenAt, now).isNegative() ? Duration.ZERO : Duration.between(last.takenAt, now);
        boolean french = language == Language.FR;
        String point = (french
                        ? "Le dernier point de restauration sain date du %s (%s). %s"
                        : "The last good restore point is of %s (%s). %s")
                .formatted(Wording.at(last.takenAt, language), Wording.ago(age, language), said.in(language));
        if (last.provenAt == null) return point;
        return point
                + (french
                                ? " Le dernier dont toutes les données ont été relues date du %s."
                                : " The last one of which all data has been read again is of %s.")
                        .formatted(Wording.at(last.provenAt, language));
    }
}
