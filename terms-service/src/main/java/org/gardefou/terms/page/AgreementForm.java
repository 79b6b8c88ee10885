package org.gardefou.terms.page;

import static org.gardefou.terms.stationery.Markup.escape;

import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.page.AcceptancePage.Again;

/** Where somebody ticks and presses: the form of the page on which terms are accepted, as HTML. Pure. */
final class AgreementForm {

    private AgreementForm() {}

    static String of(Offered offered, String path, Again again, List<String> ticked, Language in) {
        String boxes =
                offered.boxes().stream().map(box -> box(box, again, ticked, in)).collect(Collectors.joining());
        String fields = offered.boxes().isEmpty()
                ? ""
                : "<fieldset>\n<legend>%s</legend>\n%s</fieldset>\n"
                        .formatted(
                                offered.boxes().stream().allMatch(Acknowledgement::required)
                                        ? in.either(
                                                "Cochez chaque case après lecture :",
                                                "Tick each box once you have read it:")
                                        : in.either(
                                                "Cochez chaque case après lecture ; une case facultative le dit :",
                                                "Tick each box once you have read it; a box that is optional says so:"),
                                boxes);
        return """
                <h2 id="agreement">%s</h2>
                <form method="post" action="%s" novalidate aria-labelledby="agreement">
                <input type="hidden" name="lang" value="%s">
                <input type="hidden" name="sha256" value="%s">
                %s<p><button>%s</button></p>
                </form>
                <p class="soft"><small>%s</small></p>
                """.formatted(
                        in.either("Votre accord", "Your agreement"),
                        path,
                        in.tag(),
                        offered.sha256(),
                        fields,
                        escape(offered.button().in(in)),
                        in.either(
                                        "Sont conservés comme preuve : la version et l'empreinte du texte, les cases, les mots du bouton, la date et l'heure ; et, effaçables sans que la preuve se perde, votre nom, votre adresse IP, votre navigateur%s.",
                                        "Kept as evidence: the version and the hash of the text, the boxes, the words on the button, the date and time; and, to be erased without the evidence being lost, your name, your IP address, your browser%s.")
                                .formatted(
                                        offered.email() == null
                                                ? ""
                                                : in.either(", votre adresse électronique", ", your e-mail address")));
    }

    private static String box(Acknowledgement box, Again again, List<String> ticked, Language in) {
        boolean missed = again == Again.INCOMPLETE && box.required() && !ticked.contains(box.key());
        String id = "box-" + box.key();
        String told = id + (missed ? "-wrong" : "-free");
        String more = missed
                ? "<p class=\"wrong\" id=\"%s\">%s</p>"
                        .formatted(told, in.either("Cette case reste à cocher.", "This box is still to be ticked."))
                : box.free() == null
                        ? ""
                        : "<p class=\"soft\" id=\"%s\">%s</p>"
                                .formatted(told, escape(box.free().in(in)));
        return """
                <div class="box%1$s"><input type="checkbox" id="%2$s" name="box" value="%3$s"%4$s%5$s%6$s><label for="%2$s">%7$s</label>%8$s</div>
                """.formatted(
                        missed ? " missed" : "",
                        id,
                        box.key(),
                        ticked.contains(box.key()) ? " checked" : "",
                        missed ? " aria-invalid=\"true\"" : "",
                        more.isEmpty() ? "" : " aria-describedby=\"" + told + "\"",
                        escape(box.words(in)),
                        more);
    }
}
