package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.durable.Receipt;
import org.gardefou.terms.durable.Receipts;
import org.gardefou.terms.durable.TermsPapers;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.jspecify.annotations.Nullable;

/** What a customer is sent after they accepted terms: the terms themselves, and the receipt. A link would not do (CJEU, C-49/11). */
@ApplicationScoped
class AcceptanceLetters {

    private final Receipts receipts;
    private final TermsPapers papers;
    private final Hoster hoster;

    AcceptanceLetters(Receipts receipts, TermsPapers papers, Hoster hoster) {
        this.receipts = receipts;
        this.papers = papers;
        this.hoster = hoster;
    }

    /**
     * The letter about an acceptance.
     *
     * @param checkpoint the last one that its receipt may be proven by
     */
    Letter of(UUID acceptance, long checkpoint) {
        Receipt receipt = receipts.of(acceptance, checkpoint);
        Language language = Language.of(receipt.locale()).orElse(Language.FR);
        PaperFile terms = papers.of(receipt.terms().version(), language).orElseThrow();
        PaperFile proof = receipts.paper(receipt);
        String termsName = "conditions-%s.pdf".formatted(receipt.terms().version());
        String proofName = Receipts.fileName(receipt);
        Wordings words = new Wordings(language);
        String subject = words.say("Vos conditions acceptées : ", "The terms that you accepted: ")
                + receipt.terms().title();
        words.paragraph("Bonjour,", "Hello,");
        words.paragraph(
                "Les conditions « %s », version %d, ont été acceptées le %s. Voici de quoi le garder et le prouver :"
                        .formatted(receipt.terms().title(), receipt.terms().number(), at(receipt, language)),
                "The terms “%s”, version %d, were accepted on %s. Here is what you need to keep and to prove it:"
                        .formatted(receipt.terms().title(), receipt.terms().number(), at(receipt, language)));
        words.items(
                List.of(
                        words.say(
                                termsName + " : les conditions, telles qu'elles ont été affichées ;",
                                termsName + ": the terms, as they were shown;"),
                        words.say(
                                proofName
                                        + " : le reçu, qui dit ce qui a été accepté, par qui et quand, et comment le vérifier.",
                                proofName
                                        + ": the receipt, which says what was accepted, by whom and when, and how to check it.")));
        words.paragraph(
                "Enregistrez ces deux fichiers : ils se lisent sans connexion et sans nous. Il n'y a rien à signer ni à renvoyer.",
                "Save both files: they can be read without a connection and without us. There is nothing to sign or to send back.");
        @Nullable String contact = hoster.contact().orElse(null);
        words.paragraph(
                "Si vous n'avez pas accepté ces conditions, dites-le sans attendre à votre hébergeur"
                        + (contact == null ? "." : " : " + contact + "."),
                "If you did not accept these terms, tell your hoster without delay"
                        + (contact == null ? "." : ": " + contact + "."));
        hoster.name().ifPresent(name -> words.paragraph(name, name));
        return new Letter(
                subject,
                words.text(),
                words.html(subject),
                language,
                List.of(new Letter.Attached(termsName, terms), new Letter.Attached(proofName, proof)));
    }

    private static String at(Receipt receipt, Language language) {
        return Wording.at(receipt.at(), language);
    }
}
