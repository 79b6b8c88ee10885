package org.gardefou.terms.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.change.Why;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.contract.Telling;
import org.gardefou.terms.contract.Tellings;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.durable.DifferencePapers;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.durable.TermsPapers;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.language.Wording;

/** What a customer is sent when the terms of their contract change: the new version, what changes, from when, and what they may do. */
@ApplicationScoped
class ChangeLetters {

    private final Tellings tellings;
    private final Editions editions;
    private final TermsPapers papers;
    private final DifferencePapers differences;
    private final Hoster hoster;

    ChangeLetters(
            Tellings tellings, Editions editions, TermsPapers papers, DifferencePapers differences, Hoster hoster) {
        this.tellings = tellings;
        this.editions = editions;
        this.papers = papers;
        this.differences = differences;
        this.hoster = hoster;
    }

    /** The letter about a notice. */
    Letter of(UUID notice, Language language) {
        return QuarkusTransaction.joiningExisting().call(() -> write(tellings.of(notice), language));
    }

    private Letter write(Telling telling, Language language) {
        Edition edition = editions.findById(telling.version());
        Verdict verdict = Objects.requireNonNull(edition.changes());
        PaperFile terms = papers.of(edition.id(), language).orElseThrow();
        PaperFile changes = differences.of(telling.previous(), telling.version(), language);
        Wordings words = new Wordings(language);
        String subject = words.say(
                "Les conditions de votre contrat changent (version %d)".formatted(edition.number()),
                "The terms of your contract change (version %d)".formatted(edition.number()));
        words.paragraph("Bonjour,", "Hello,");
        words.paragraph(
                "Une nouvelle version des conditions de votre contrat %s est publiée. Voici ce qui change, quand, et ce que vous pouvez faire."
                        .formatted(telling.contract()),
                "A new version of the terms of your contract %s is published. Here is what changes, when, and what you may do."
                        .formatted(telling.contract()));
        words.heading("Ce qui change", "What changes");
        words.items(verdict.changes().stream()
                .flatMap(one -> lines(words, language, one).stream())
                .toList());
        words.heading("Quand", "When");
        when(words, telling, language);
        exit(words, telling);
        Text basis = verdict.basis();
        if (basis != null)
            words.paragraph(
                    "Fondement : " + basis.in(Language.FR) + ".", "Legal basis: " + basis.in(Language.EN) + ".");
        words.heading("Fichiers joints", "Attached files");
        String termsName = "conditions-%s.pdf".formatted(telling.version());
        String changesName = words.say("changements-%s.pdf", "changes-%s.pdf").formatted(telling.version());
        words.items(List.of(
                words.say(termsName + " : la nouvelle version, en entier ;", termsName + ": the new version, in full;"),
                words.say(
                        changesName + " : ce qui change, mot à mot.", changesName + ": what changes, word by word.")));
        words.paragraph(
                "Enregistrez ces fichiers : ils se lisent sans connexion et sans nous.",
                "Save these files: they can be read without a connection and without us.");
        hoster.contact()
                .ifPresent(contact -> words.paragraph("Vos questions : " + contact, "Your questions: " + contact));
        hoster.name().ifPresent(name -> words.paragraph(name, name));
        return new Letter(
                subject,
                words.text(),
                words.html(subject),
                language,
                List.of(new Letter.Attached(termsName, terms), new Letter.Attached(changesName, changes)));
    }

    private static List<String> lines(Wordings words, Language language, Verdict.Judged judged) {
        List<String> lines = new ArrayList<>();
        for (Why why : judged.change().why())
            lines.add("%s (%s)%s%s"
                    .formatted(
                            judged.change().topic(),
                            worth(words, why.changeClass()),
                            words.say(" : ", ": "),
                            why.says().in(language)));
        return lines;
    }

    private static String worth(Wordings words, ChangeClass changeClass) {
        return switch (changeClass) {
            case EDITORIAL -> words.say("mise en forme", "form only");
            case FAVOURABLE -> words.say("à votre avantage", "to your advantage");
            case NEUTRAL -> words.say("autres mots", "other words");
            case ADVERSE -> words.say("à votre désavantage", "to your disadvantage");
            case COSTLIER -> words.say("plus cher", "costs more");
        };
    }

    private static void when(Wordings words, Telling telling, Language language) {
        String from = Wording.at(telling.effectiveFrom(), language);
        switch (telling.consent()) {
            case NONE ->
                words.paragraph(
                        "La nouvelle version s'applique à votre contrat à partir du %s.".formatted(from),
                        "The new version applies to your contract from %s.".formatted(from));
            case NOTICE, SILENCE ->
                words.paragraph(
                        "La nouvelle version s'applique à votre contrat à partir du %s, et au plus tôt %s après ce message. Jusque-là, la version que vous avez acceptée continue de s'appliquer."
                                .formatted(from, lasting(telling.period(), Language.FR)),
                        "The new version applies to your contract from %s, and at the earliest %s after this message. Until then the version that you accepted goes on applying."
                                .formatted(from, lasting(telling.period(), Language.EN)));
            case EXPRESS ->
                words.paragraph(
                        "La nouvelle version entre en vigueur le %s. Elle ne s'applique à votre contrat que si vous l'acceptez ; tant que vous ne l'acceptez pas, la version que vous avez acceptée continue de s'appliquer."
                                .formatted(from),
                        "The new version comes into force on %s. It applies to your contract only if you accept it; while you do not, the version that you accepted goes on applying."
                                .formatted(from));
        }
    }

    private static void exit(Wordings words, Telling telling) {
        if (telling.exitDays() == null) return;
        words.heading("Votre droit de partir", "Your right to leave");
        words.paragraph(
                "Ce changement vous permet de mettre fin à votre contrat sans frais. Vous avez pour cela %d jours, à partir de ce message ou du jour où la nouvelle version s'applique à vous, selon ce qui vient en dernier. Dites-le à votre hébergeur, ou dans son espace client."
                        .formatted(telling.exitDays()),
                "This change allows you to end your contract at no cost. You have %d days for that, from this message or from the day on which the new version applies to you, whichever comes last. Tell your hoster, or say so in their customer area."
                        .formatted(telling.exitDays()));
    }

    /** "un mois", "15 jours". */
    static String lasting(Period period, Language language) {
        boolean french = language == Language.FR;
        List<String> parts = new ArrayList<>();
        long months = period.toTotalMonths();
        if (months == 1) parts.add(french ? "un mois" : "one month");
        else if (months > 1) parts.add(months + (french ? " mois" : " months"));
        int days = period.getDays();
        if (days == 1) parts.add(french ? "un jour" : "one day");
        else if (days > 1 || months == 0) parts.add(days + (french ? " jours" : " days"));
        return String.join(french ? " et " : " and ", parts);
    }
}
