package org.gardefou.terms.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.jspecify.annotations.Nullable;

/** The words of a receipt, as a page that people read. */
final class ReceiptPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s"><head><title>%s</title>
            <style>
            dt { font-weight: bold; font-size: 8.5pt; color: #444; margin: 1.6mm 0 0 0; }
            dd { margin: 0; }
            .hash { font-size: 8.5pt; }
            .lead { font-size: 11.5pt; }
            </style></head>
            <body><main>
            <h1>%2$s</h1>
            %s
            </main></body></html>
            """;

    private final Language language;
    private final StringBuilder body = new StringBuilder();

    private ReceiptPage(Language language) {
        this.language = language;
    }

    /** The name under which the receipt's data are enclosed. */
    static String dataFile(Language language) {
        return language == Language.FR ? "recu.json" : "receipt.json";
    }

    /** What a receipt is, in one sentence. */
    static String what(Acceptance acceptance, Language language) {
        String at = Wording.at(acceptance.at(), language);
        if (acceptance.click())
            return language == Language.FR
                    ? "Reçu : ces conditions ont été acceptées le " + at + "."
                    : "Receipt: these terms were accepted on " + at + ".";
        return language == Language.FR
                ? "Reçu : un autre système dit que ces conditions ont été acceptées le " + at + "."
                : "Receipt: another system says that these terms were accepted on " + at + ".";
    }

    /** How to check a receipt, with nothing but tools that every system has. */
    static List<String> steps(boolean click, boolean named, boolean signed, Language language) {
        boolean french = language == Language.FR;
        List<String> steps = new ArrayList<>();
        if (click)
            steps.add(
                    french
                            ? "La page acceptée est jointe au fichier PDF des conditions (page-affichee.html). Son empreinte (sha256sum) est renditionSha256."
                            : "The accepted page is attached to the PDF file of the terms (page-as-shown.html). Its hash (sha256sum) is renditionSha256.");
        steps.add(
                french
                        ? "L'écriture du registre est evidence.body ; elle nomme l'acceptation. Son empreinte est SHA-256(01 ‖ prevHash ‖ seq sur 8 octets ‖ SHA-256(body)) = evidence.hash."
                        : "The entry of the ledger is evidence.body; it names the acceptance. Its hash is SHA-256(01 ‖ prevHash ‖ seq as 8 bytes ‖ SHA-256(body)) = evidence.hash.");
        if (named)
            steps.add(
                    french
                            ? "Le nom : SHA-256(by.nameSalt, en octets ‖ by.name en UTF-8) est data.commitments.name dans evidence.body. Sans ce sel, personne ne peut essayer de noms."
                            : "The name: SHA-256(by.nameSalt as bytes ‖ by.name in UTF-8) is data.commitments.name in evidence.body. Without that salt nobody can try names.");
        if (signed) {
            steps.add(
                    french
                            ? "La feuille SHA-256(00 ‖ evidence.hash), suivie de proof.path (RFC 9162, section 2.1.3.2), donne proof.root, que nomme proof.body."
                            : "The leaf SHA-256(00 ‖ evidence.hash), followed along proof.path (RFC 9162, section 2.1.3.2), gives proof.root, which proof.body names.");
            steps.add(
                    french
                            ? "proof.jws est la signature de proof.body (EdDSA, RFC 7797) par la clé proof.x. L'hébergeur publie ses clés et ses points de contrôle à /terms/v1/checkpoint-keys et /terms/v1/checkpoints : comparez."
                            : "proof.jws is the signature of proof.body (EdDSA, RFC 7797) by the key proof.x. The hoster publishes its keys and checkpoints at /terms/v1/checkpoint-keys and /terms/v1/checkpoints: compare.");
        } else
            steps.add(
                    french
                            ? "Le registre est signé toutes les quelques minutes. Téléchargez le reçu de nouveau : il contient alors la preuve signée."
                            : "The ledger is signed every few minutes. Download the receipt again: it has the signed proof then.");
        return steps;
    }

    static String of(Receipt receipt, String title) {
        Language language = Receipts.language(receipt);
        ReceiptPage page = new ReceiptPage(language);
        page.write(receipt);
        return PAGE.formatted(language.tag(), title, page.body);
    }

    private void write(Receipt receipt) {
        body.append("<p class=\"lead\">").append(escape(receipt.what())).append("</p>");
        paragraph(
                "Ce document confirme un accord qui existe déjà : vous n'avez rien à signer ni à renvoyer. Conservez-le avec le fichier PDF des conditions. Il permet à chacun de vérifier, sans nous, ce qui a été accepté, par qui et quand.",
                "This document confirms an agreement that exists already: there is nothing to sign or to send back. Keep it together with the PDF file of the terms. It lets anybody check, without us, what was accepted, by whom and when.");
        if (receipt.shown() == null)
            paragraph(
                    "Cette acceptation a été reprise d'un autre système, qui en répond. Aucune page n'a été affichée ici : la preuve est plus faible.",
                    "This acceptance was taken over from another system, which answers for it. No page was shown here: the proof is weaker.");
        heading("Ce qui a été accepté", "What was accepted");
        Receipt.Terms terms = receipt.terms();
        list(() -> {
            row("Conditions", "Terms", terms.title());
            Receipt.Hosting hoster = receipt.hoster();
            if (hoster != null)
                row(
                        "Hébergeur",
                        "Hoster",
                        hoster.contact() == null ? hoster.name() : hoster.name() + ", " + hoster.contact());
            row("Version", "Version", "%d (%s)".formatted(terms.number(), terms.version()));
            row("En vigueur à partir du", "In force from", Wording.at(terms.effectiveFrom(), language));
            hash("SHA-256 de la page affichée", "SHA-256 of the page as shown", terms.renditionSha256());
            hash("SHA-256 du fichier PDF des conditions", "SHA-256 of the PDF file of the terms", terms.pdfSha256());
        });
        heading("Par qui, quand et comment", "By whom, when and how");
        list(() -> {
            row("Client", "Customer", receipt.customer().toString());
            Receipt.By by = receipt.by();
            row(
                    "Nom",
                    "Name",
                    by.name() == null ? say("effacé à la demande de la personne", "erased on request") : by.name());
            row("En qualité de", "In the capacity of", by.capacity());
            if (receipt.agent() != null)
                row(
                        "Pour le client, par mandat",
                        "For the customer, by mandate",
                        "%s (%s)".formatted(receipt.agent(), receipt.mandate()));
            row("Accepté le", "Accepted on", Wording.at(receipt.at(), language) + " (" + receipt.at() + ")");
            row("Enregistré le", "Recorded on", Wording.at(receipt.recordedAt(), language));
            Receipt.Shown shown = receipt.shown();
            if (shown != null) {
                row("Texte du bouton", "Text of the button", quoted(shown.buttonText()));
                if (!shown.boxes().isEmpty())
                    row(
                            "Cases cochées",
                            "Boxes ticked",
                            shown.boxes().stream().map(this::quoted).collect(Collectors.joining(", ")));
            }
            if (receipt.source() != null) row("Repris de", "Taken over from", receipt.source());
        });
        heading("La preuve", "The proof");
        list(() -> proof(receipt));
        heading("Comment vérifier", "How to check");
        paragraph(
                "Les noms ci-dessous sont ceux du fichier %s, joint à ce PDF (panneau « pièces jointes » de votre lecteur)."
                        .formatted(dataFile(Language.FR)),
                "The names below are those of the file %s, which is attached to this PDF (the panel “attachments” of your reader)."
                        .formatted(dataFile(Language.EN)));
        body.append("<ol>");
        receipt.verification()
                .forEach(step -> body.append("<li>").append(escape(step)).append("</li>"));
        body.append("</ol>");
    }

    private void proof(Receipt receipt) {
        Receipt.Entry entry = receipt.evidence();
        if (entry != null) {
            row("Écriture du registre", "Entry of the ledger", say("n° ", "no. ") + entry.seq());
            hash("Empreinte de l'écriture", "Hash of the entry", entry.hash());
        }
        Receipt.Proof proof = receipt.proof();
        if (proof == null) {
            row(
                    "Point de contrôle signé",
                    "Signed checkpoint",
                    say("pas encore ; dans quelques minutes", "not yet; in a few minutes"));
            return;
        }
        row(
                "Point de contrôle signé",
                "Signed checkpoint",
                say("n° %d de « %s », du %s", "no. %d of “%s”, of %s")
                        .formatted(proof.checkpoint(), proof.origin(), Wording.at(proof.at(), language)));
        hash("Racine", "Root", proof.root());
        row("Clé", "Key", proof.key());
    }

    private String say(String french, String english) {
        return language == Language.FR ? french : english;
    }

    private String quoted(String text) {
        return say("« " + text + " »", "“" + text + "”");
    }

    private void heading(String french, String english) {
        body.append("<h2>").append(escape(say(french, english))).append("</h2>");
    }

    private void paragraph(String french, String english) {
        body.append("<p>").append(escape(say(french, english))).append("</p>");
    }

    private void list(Runnable rows) {
        body.append("<dl>");
        rows.run();
        body.append("</dl>");
    }

    private void row(String french, String english, String value) {
        body.append("<dt>")
                .append(escape(say(french, english)))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd>");
    }

    private void hash(String french, String english, @Nullable String value) {
        if (value == null) return;
        body.append("<dt>")
                .append(escape(say(french, english)))
                .append("</dt><dd class=\"hash\">")
                .append(value)
                .append("</dd>");
    }

    private static String escape(String text) {
        return org.jsoup.nodes.Entities.escape(text);
    }
}
