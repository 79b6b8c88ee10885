package org.gardefou.terms.page;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.fact;
import static org.gardefou.terms.stationery.Markup.hash;
import static org.gardefou.terms.stationery.Markup.link;
import static org.gardefou.terms.stationery.Markup.sentence;
import static org.gardefou.terms.stationery.Markup.time;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** The page on which terms are accepted, as HTML. Pure. */
final class AcceptancePage {

    /** Why the page is shown once more. */
    enum Again {
        NO,
        /** A box is not ticked. */
        INCOMPLETE,
        /** Another version, or another language, than the one that was on the screen. */
        OUTDATED,
        /** The text was not sent. */
        UNREAD
    }

    private AcceptancePage() {}

    /** @param ticked the keys of the boxes that were ticked before it is shown again; none at first */
    static Sheet asking(Offered offered, String path, Again again, List<String> ticked, Language in) {
        PublishedVersion version = offered.version();
        String body = """
                %1$s<p class="lead">%2$s</p>
                <dl>
                %3$s</dl>
                %4$s<h2>%5$s</h2>
                <a class="pass" href="#agreement">%15$s</a>
                <iframe src="%6$s/text/%7$s" title="%8$s"></iframe>
                <ul class="acts"><li>%9$s</li><li>%10$s</li></ul>
                <details><summary>%11$s</summary>
                <p>%12$s</p>
                <p>%13$s</p>
                </details>
                %14$s""".formatted(
                said(again, offered, ticked, in),
                in.either(
                        "Lisez ces conditions, puis donnez votre accord en bas de la page. Tant que vous n'avez pas appuyé sur le bouton, vous n'êtes engagé à rien.",
                        "Read these terms, then agree at the foot of the page. As long as you have not pressed the button, you are bound to nothing."),
                facts(offered, in),
                since(offered, in),
                in.either("Le texte", "The text"),
                path,
                in.tag(),
                escape(in.either("Texte des conditions, version ", "Text of the terms, version ") + version.number()),
                link(
                        path + "/text/" + in.tag(),
                        in.either("Ouvrir le texte seul, pour l'imprimer", "Open the text alone, to print it")),
                link(path + "/download/" + in.tag(), in.either("Télécharger le texte", "Download the text")),
                in.either("Comment prouver ce que vous avez lu", "How to prove what you read"),
                in.either(
                        "Le texte ci-dessus vous est envoyé octet pour octet tel qu'il est conservé. Son empreinte SHA-256 est notée avec votre accord ; le fichier téléchargé donne la même, aujourd'hui comme dans dix ans :",
                        "The text above is sent to you byte for byte as it is kept. Its SHA-256 hash is noted with your agreement; the file that you download gives the same, today as in ten years:"),
                hash(offered.sha256()),
                AgreementForm.of(offered, path, again, ticked, in),
                in.either("Passer le texte, vers votre accord", "Pass the text, to your agreement"));
        return new Sheet(
                in,
                offered.document().name().in(in),
                path + "?lang=" + in.other().tag(),
                again == Again.INCOMPLETE || again == Again.UNREAD,
                body,
                foot(in));
    }

    private static String facts(Offered offered, Language in) {
        PublishedVersion version = offered.version();
        boolean scheduled = version.standing() == PublishedVersion.Standing.SCHEDULED;
        return fact(in.either("Offre", "Plan"), escape(offered.document().plan().in(in)))
                + fact(
                        "Version",
                        version.number()
                                + (scheduled
                                        ? in.either(", en vigueur à partir du ", ", in force from ")
                                        : in.either(", en vigueur depuis le ", ", in force since "))
                                + time(version.effectiveFrom(), in))
                + fact(
                        in.either("Vous êtes", "You are"),
                        escape(offered.by().name()
                                + in.either(", en qualité de : ", ", acting as: ")
                                + offered.by().capacity()))
                + (offered.email() == null
                        ? ""
                        : fact(
                                in.either("Vos documents seront envoyés à", "Your documents will be sent to"),
                                escape(offered.email())))
                + fact(in.either("Ce lien sert jusqu'au", "This link serves until"), time(offered.expiresAt(), in));
    }

    private static String since(Offered offered, Language in) {
        Offered.Since since = offered.since();
        if (since == null) return "";
        String topics = since.topics().isEmpty()
                ? "<p>" + in.either("Aucun article ne change dans ses mots.", "No clause changes in its words.")
                        + "</p>"
                : since.topics().entrySet().stream()
                        .map(topic -> "<li>%s%s</li>"
                                .formatted(
                                        escape(topic.getKey() + " · "
                                                + topic.getValue().in(in)),
                                        reasons(since.reasons().getOrDefault(topic.getKey(), List.of()), in)))
                        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
        return """
                <h2>%s</h2>
                <p>%s</p>
                %s<p>%s</p>
                """.formatted(
                        in.either("Ce qui change pour vous", "What changes for you"),
                        in.either(
                                        "Depuis la version %d, que vous avez acceptée le %s :",
                                        "Since version %d, which you accepted on %s:")
                                .formatted(since.version().number(), time(since.at(), in)),
                        topics,
                        link(
                                "/terms/legal/versions/%s/differences?lang=%s&from=%s"
                                        .formatted(
                                                offered.version().id(),
                                                in.tag(),
                                                since.version().id()),
                                in.either("Voir mot à mot ce qui change", "See word by word what changes")));
    }

    private static String reasons(List<Text> reasons, Language in) {
        return reasons.stream()
                .map(reason -> escape(sentence(reason.in(in))))
                .distinct()
                .map(reason -> "<br><span class=\"soft\">" + reason + "</span>")
                .collect(Collectors.joining());
    }

    private static String said(Again again, Offered offered, List<String> ticked, Language in) {
        return switch (again) {
            case NO -> "";
            case INCOMPLETE ->
                note(
                        "bad",
                        in.either("Il reste une chose à faire", "Something is still to be done"),
                        "<ul>\n"
                                + offered.missing(ticked).stream()
                                        .map(box -> "<li>"
                                                + link(
                                                        "#box-" + box.key(),
                                                        in.either("À cocher : ", "To tick: ") + box.words(in))
                                                + "</li>")
                                        .collect(Collectors.joining("\n"))
                                + "</ul>");
            case OUTDATED ->
                note(
                        "warn",
                        in.either("Le texte n'est plus le même", "The text is not the same any more"),
                        in.either(
                                "<p>Un autre texte a remplacé celui que vous lisiez. Rien n'a été enregistré : voici celui qui vaut maintenant.</p>",
                                "<p>Another text took the place of the one that you were reading. Nothing was recorded: this is the one that counts now.</p>"));
            case UNREAD ->
                note(
                        "bad",
                        in.either("Le texte ne s'est pas affiché", "The text was not shown"),
                        in.either(
                                "<p>Votre navigateur n'a pas encore reçu le texte. Attendez qu'il s'affiche, ou ouvrez-le seul, puis donnez votre accord.</p>",
                                "<p>Your browser has not received the text yet. Wait until it is shown, or open it alone, then agree.</p>"));
        };
    }

    static String note(String kind, String title, String html) {
        return "<div class=\"note %s\" id=\"said\" tabindex=\"-1\" autofocus>\n<h2>%s</h2>\n%s</div>\n"
                .formatted(kind, escape(title), html);
    }

    /** The way back, where there is one. */
    static String back(Optional<String> address, Language in) {
        return address.map(to -> "<p><a class=\"button\" rel=\"noreferrer\" href=\"%s\">%s</a></p>\n"
                        .formatted(escape(to), in.either("Continuer", "Continue")))
                .orElse("");
    }

    static String foot(Language in) {
        return "<p>%s</p>\n<p>%s</p>\n"
                .formatted(
                        in.either(
                                "Ce lien vous est personnel : ne le transmettez pas.",
                                "This link is yours alone: do not pass it on."),
                        link("/terms/legal?lang=" + in.tag(), in.either("Centre juridique", "Legal centre")));
    }
}
