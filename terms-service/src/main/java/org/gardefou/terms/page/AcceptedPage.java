package org.gardefou.terms.page;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.fact;
import static org.gardefou.terms.stationery.Markup.hash;
import static org.gardefou.terms.stationery.Markup.link;
import static org.gardefou.terms.stationery.Markup.time;

import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.terms.acceptance.HostedAcceptances.Receipt;
import org.gardefou.terms.document.PublishedDocument;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** What was accepted on a page, for who comes back, or presses twice, as HTML. Pure. */
final class AcceptedPage {

    private AcceptedPage() {}

    /** @param lives whether the link does: then its papers can be downloaded */
    static Sheet of(
            Receipt receipt,
            PublishedDocument document,
            PublishedVersion version,
            String path,
            boolean lives,
            Optional<String> back,
            Language in) {
        Language read = Language.of(receipt.locale()).orElse(in);
        String boxes = receipt.boxes().isEmpty()
                ? ""
                : fact(
                        in.either("Cases cochées", "Boxes ticked"),
                        receipt.boxes().stream()
                                .map(box -> "<li lang=\"%s\">%s</li>".formatted(read.tag(), escape(box)))
                                .collect(Collectors.joining("", "<ul>", "</ul>")));
        String body = """
                <div class="note good"><p>%s</p></div>
                <dl>
                %s%s%s%s%s%s%s</dl>
                <ul class="acts"><li>%s</li>%s</ul>
                %s""".formatted(
                in.either(
                        "Votre accord est enregistré. Gardez cette page et le texte : ensemble, ils prouvent ce que vous avez accepté.",
                        "Your agreement is recorded. Keep this page and the text: together they prove what you accepted."),
                fact(in.either("Document", "Document"), escape(document.name().in(in))),
                fact("Version", Integer.toString(version.number())),
                fact(in.either("Accepté le", "Accepted on"), time(receipt.at(), in)),
                fact(
                        in.either("Bouton", "Button"),
                        "<q lang=\"%s\">%s</q>".formatted(read.tag(), escape(receipt.button()))),
                boxes,
                fact(in.either("Empreinte du texte", "Hash of the text"), hash(receipt.sha256())),
                fact(in.either("Référence", "Reference"), "<code>" + receipt.acceptance() + "</code>"),
                link(
                        path + "/download/" + read.tag(),
                        in.either("Télécharger le texte accepté", "Download the text that was accepted")),
                lives ? papers(path, in) : "",
                AcceptancePage.back(back, in));
        return new Sheet(
                in,
                in.either("C'est accepté", "Accepted"),
                path + "?lang=" + in.other().tag(),
                false,
                body,
                AcceptancePage.foot(in));
    }

    private static String papers(String path, Language in) {
        return "<li>%s</li><li>%s</li>"
                .formatted(
                        link(
                                path + "/papers/terms",
                                in.either("Les conditions acceptées, en PDF", "The accepted terms, as PDF")),
                        link(path + "/papers/receipt", in.either("Le reçu, en PDF", "The receipt, as PDF")));
    }
}
