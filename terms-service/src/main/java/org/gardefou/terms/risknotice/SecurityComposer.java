package org.gardefou.terms.risknotice;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.responsibility.Matrix;
import org.jspecify.annotations.Nullable;

/** Decides what a notice about insecure extensions says. Pure: the same findings, contract and restore point give the same notice. */
final class SecurityComposer {

    /** What follows when a hole is used: the matrix says whose part it is, and at which price we help. */
    private static final String CLEANING = "A34";

    private static final String COMPROMISE = "C19";
    private static final int NAMES = 3;

    private final SecurityWords words;
    private final Composer composer;
    private final Matrix matrix;

    SecurityComposer(SecurityWords words, Composer composer, Matrix matrix) {
        this.words = words;
        this.composer = composer;
        this.matrix = matrix;
    }

    /** The worst of the findings first. */
    List<SecurityFact> ordered(List<SecurityFact> facts) {
        return facts.stream()
                .sorted(Comparator.comparing(this::level)
                        .reversed()
                        .thenComparing(SecurityFact::fact)
                        .thenComparing(SecurityFact::extension)
                        .thenComparing(SecurityFact::version))
                .toList();
    }

    Risk level(SecurityFact fact) {
        return words.level(fact.fact(), fact.severity());
    }

    /** @param facts in their order, one at least */
    Composer.Composed compose(
            List<SecurityFact> facts, Composer.@Nullable Cover cover, Composer.@Nullable LastGood last, Instant now) {
        SecurityFact worst = facts.getFirst();
        SecurityWords.Entry lead = words.of(worst.fact());
        Optional<String> clause = composer.cited(lead.clause(), lead.activity(), cover);
        Help help = help(cover);
        return new Composer.Composed(
                level(worst),
                help,
                cover == null ? Language.FR : cover.language(),
                clause.orElse(lead.clause()),
                cover == null || clause.isEmpty() ? null : cover.version(),
                new NoticeText(
                        title(facts, lead),
                        said(facts, fact -> words.of(fact.fact()).mayHappen()),
                        said(facts, fact -> words.of(fact.fact()).before()),
                        said(facts, this::toDo),
                        duty(lead, clause, cover),
                        help(help, cover),
                        Composer.restorePoint(last, now)));
    }

    private Text title(List<SecurityFact> facts, SecurityWords.Entry lead) {
        if (facts.size() == 1) return fill(lead.title(), "{object}", name(facts.getFirst()));
        List<String> names =
                facts.stream().map(SecurityComposer::name).distinct().toList();
        String first = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        String more = names.size() > NAMES ? ", …" : "";
        Text counted = fill(words.many(), "{count}", Integer.toString(facts.size()));
        return fill(counted, "{objects}", first + more);
    }

    private static String name(SecurityFact fact) {
        return fact.version().isEmpty() ? fact.extension() : fact.extension() + " " + fact.version();
    }

    private Text toDo(SecurityFact fact) {
        Text after = words.of(fact.fact()).after();
        String version = fact.fixedIn();
        if (version == null) return fill(after, "{fixed}", "");
        Text fixed = fill(words.fixed(), "{version}", version);
        return new Text(after.fr().replace("{fixed}", fixed.fr()), after.en().replace("{fixed}", fixed.en()));
    }

    private Text duty(SecurityWords.Entry lead, Optional<String> clause, Composer.@Nullable Cover cover) {
        if (cover == null)
            return new Text(
                    "Aucun contrat n'est connu pour ce site : nous ne pouvons pas vous dire à qui il revient d'y remédier.",
                    "No contract is known for this site: we cannot tell you whose part it is to put this right.");
        String fr = clause.map(" (article %s de vos conditions)"::formatted).orElse("");
        String en = clause.map(" (clause %s of your terms)"::formatted).orElse("");
        boolean host = matrix.of(lead.activity(), cover.level()).accountable() == Matrix.Side.HOST;
        return host
                ? new Text("Votre hébergeur y remédie%s.".formatted(fr), "Your hoster puts this right%s.".formatted(en))
                : new Text(
                        "Il vous revient d'y remédier%s.".formatted(fr),
                        "It is your part to put this right%s.".formatted(en));
    }

    private Help help(Composer.@Nullable Cover cover) {
        if (cover == null) return Help.UNKNOWN;
        return matrix.of(CLEANING, cover.level()).help() == Matrix.Help.INCLUDED ? Help.INCLUDED : Help.BILLABLE;
    }

    private Text help(Help help, Composer.@Nullable Cover cover) {
        if (cover == null)
            return new Text(
                    "Contactez votre hébergeur pour savoir quelle aide vous est ouverte.",
                    "Ask your hoster which help is open to you.");
        Optional<String> clause = composer.cited(COMPROMISE, CLEANING, cover);
        String fr = clause.map(" (article %s)"::formatted).orElse("");
        String en = clause.map(" (clause %s)"::formatted).orElse("");
        if (help == Help.INCLUDED)
            return new Text(
                    "Si le site est piraté, nous le nettoyons sans frais%s.".formatted(fr),
                    "If the site is hacked, we clean it free of charge%s.".formatted(en));
        long amount = cover.promises().repair().price().amount();
        String currency = cover.promises().repair().price().currency();
        return new Text(
                "Si le site est piraté, son nettoyage par notre support coûte %s%s."
                        .formatted(Wording.amount(amount, currency, Language.FR), fr),
                "If the site is hacked, cleaning it by our support costs %s%s."
                        .formatted(Wording.amount(amount, currency, Language.EN), en));
    }

    private static Text said(List<SecurityFact> facts, Function<SecurityFact, Text> part) {
        List<Text> texts = facts.stream()
                .map(part)
                .distinct()
                .limit(SecurityFact.Finding.values().length * 2L)
                .toList();
        return new Text(
                joined(texts.stream().map(Text::fr)), joined(texts.stream().map(Text::en)));
    }

    private static String joined(Stream<String> sentences) {
        return sentences.distinct().collect(Collectors.joining(" "));
    }

    private static Text fill(Text text, String place, String value) {
        return new Text(text.fr().replace(place, value), text.en().replace(place, value));
    }
}
