package org.gardefou.terms.page;

import static org.gardefou.terms.stationery.Markup.escape;

import java.util.Optional;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** What is said in the place of a page that cannot be shown, as HTML. Pure. */
enum ClosedPage {
    EXPIRED(
            "Ce lien a expiré",
            "Pour votre sécurité, il ne servait qu'un moment. Rien n'a été enregistré : demandez un nouveau lien là où vous avez reçu celui-ci.",
            "This link has expired",
            "For your safety it served for a while only. Nothing was recorded: ask for a new link where you got this one."),
    REVOKED(
            "Ce lien a été retiré",
            "Votre hébergeur l'a repris, et rien n'a été enregistré. Demandez-lui un nouveau lien si vous en attendiez un.",
            "This link was taken back",
            "Your hoster took it back, and nothing was recorded. Ask for a new one if you expected one."),
    NOTHING_IN_FORCE(
            "Il n'y a rien à accepter pour l'instant",
            "Aucune version de ces conditions n'est en vigueur. Votre hébergeur vous dira quand il y en aura une.",
            "There is nothing to accept at present",
            "No version of these terms is in force. Your hoster will tell you when there is one."),
    NO_LONGER_KEPT(
            "Ce lien ne permet plus de télécharger",
            "Votre accord reste enregistré. Demandez vos documents à votre hébergeur, ou téléchargez-les dans votre espace client.",
            "This link no longer serves for downloads",
            "Your agreement stays recorded. Ask your hoster for your documents, or download them in your customer area."),
    NOT_POSSIBLE(
            "Votre accord n'a pas pu être enregistré",
            "Ce lien nomme un mandat ou un contrat qui ne vaut plus. Rien n'a été enregistré : votre hébergeur doit vous en donner un autre.",
            "Your agreement could not be recorded",
            "This link names a mandate or a contract that holds no longer. Nothing was recorded: your hoster has to give you another one.");

    private final String title;
    private final String advice;
    private final String titleEn;
    private final String adviceEn;

    ClosedPage(String title, String advice, String titleEn, String adviceEn) {
        this.title = title;
        this.advice = advice;
        this.titleEn = titleEn;
        this.adviceEn = adviceEn;
    }

    Sheet sheet(String path, Optional<String> back, Language in) {
        return new Sheet(
                in,
                in.either(title, titleEn),
                path + "?lang=" + in.other().tag(),
                true,
                "<p class=\"lead\">%s</p>\n%s"
                        .formatted(escape(in.either(advice, adviceEn)), AcceptancePage.back(back, in)),
                AcceptancePage.foot(in));
    }
}
