package org.gardefou.terms.risknotice;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/** Decides what a notice says. Pure: the same change, contract and restore point give the same notice. */
final class Composer {

    /** A thing's name comes from outside: one line of it is enough to know it again. */
    private static final int LONGEST_NAME = 120;

    private final Words words;
    private final Matrix matrix;

    Composer(Words words, Matrix matrix) {
        this.words = words;
        this.matrix = matrix;
    }

    /**
     * What is known of the contract of the changed site.
     *
     * @param version the accepted version of the terms
     */
    record Cover(UUID contract, Level level, Promises promises, Language language, UUID version) {}

    /** The newest restore point that was good when the change happened. */
    record LastGood(UUID restorePoint, Instant takenAt) {}

    /** What is said, and what the decision was. */
    record Composed(Risk risk, Help help, Language language, NoticeText text) {}

    Composed compose(
            Kind kind, String object, boolean byHost, @Nullable Cover cover, @Nullable LastGood last, Instant now) {
        Words.Entry about = words.about(kind, oneLine(object));
        Help help = byHost ? Help.INCLUDED : help(kind, cover);
        return new Composed(
                kind.risk(),
                help,
                cover == null ? Language.FR : cover.language,
                new NoticeText(
                        about.title(),
                        about.mayHappen(),
                        about.before(),
                        about.after(),
                        duty(kind, byHost, cover),
                        help(help, cover),
                        restorePoint(last, now)));
    }

    private Help help(Kind kind, @Nullable Cover cover) {
        if (cover == null) return Help.UNKNOWN;
        if (matrix.of(kind.activity(), cover.level).help() == Matrix.Help.INCLUDED) return Help.INCLUDED;
        return cover.promises.restore().selfService() ? Help.SELF_SERVICE : Help.BILLABLE;
    }

    private Text duty(Kind kind, boolean byHost, @Nullable Cover cover) {
        if (byHost)
            return new Text(
                    "Ce changement a été fait par votre hébergeur, qui répond de ses suites.",
                    "This change was made by your hoster, who answers for what follows from it.");
        if (cover == null)
            return new Text(
                    "Aucun contrat n'est connu pour ce site : nous ne pouvons pas vous dire à qui revient ce changement.",
                    "No contract is known for this site: we cannot tell you whose part this change is.");
        boolean host = matrix.of(kind.activity(), cover.level).accountable() == Matrix.Side.HOST;
        return host
                ? new Text(
                        "Cette tâche fait partie de ce que votre hébergeur assure (article %s de vos conditions)."
                                .formatted(kind.clause()),
                        "This task is part of what your hoster looks after (clause %s of your terms)."
                                .formatted(kind.clause()))
                : new Text(
                        "Ce changement et sa vérification vous reviennent (article %s de vos conditions)."
                                .formatted(kind.clause()),
                        "This change and checking it are your part (clause %s of your terms)."
                                .formatted(kind.clause()));
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

    private static Text restorePoint(@Nullable LastGood last, Instant now) {
        if (last == null)
            return new Text(
                    "Il n'existe aucun point de restauration sain : ce qui serait perdu ne pourrait pas être rendu par nous.",
                    "There is no good restore point: what would be lost could not be given back by us.");
        Duration age =
                Duration.between(last.takenAt, now).isNegative() ? Duration.ZERO : Duration.between(last.takenAt, now);
        return new Text(
                "Le dernier point de restauration sain date du %s (%s)."
                        .formatted(Wording.at(last.takenAt, Language.FR), Wording.ago(age, Language.FR)),
                "The last good restore point is of %s (%s)."
                        .formatted(Wording.at(last.takenAt, Language.EN), Wording.ago(age, Language.EN)));
    }

    private static String oneLine(String name) {
        String line = name.replaceAll("[\\p{Cntrl}{}]+", " ").strip();
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }
}
