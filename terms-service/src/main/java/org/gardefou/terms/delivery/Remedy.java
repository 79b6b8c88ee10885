package org.gardefou.terms.delivery;

import java.util.UUID;
import org.gardefou.terms.delivery.Delivery.Reason;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** What is to be done about a delivery that was not sent, for all that is known: in one language, why first. */
final class Remedy {

    private final Language language;

    private Remedy(Language language) {
        this.language = language;
    }

    /** Null: there is nothing to do. */
    static @Nullable String of(Reason reason, @Nullable UUID acceptance, @Nullable UUID notice, Language language) {
        if (reason == Reason.OBSOLETE) return null;
        Remedy remedy = new Remedy(language);
        return remedy.why(reason) + " "
                + (acceptance == null ? remedy.tell(reason, String.valueOf(notice)) : remedy.send(reason, acceptance));
    }

    private String why(Reason reason) {
        return switch (reason) {
            case REFUSED ->
                say(
                        "Le serveur de courrier refuse cette adresse ou ce message.",
                        "The mail server refuses this address or this mail.");
            case GIVEN_UP ->
                say(
                        "Le serveur de courrier n'a pas pris le message pendant des jours : l'hébergeur doit le vérifier.",
                        "The mail server did not take the mail for days: the hoster has to look at it.");
            case TOO_LARGE ->
                say(
                        "Le message est plus grand que gardefou.mail.most-bytes.",
                        "The mail is larger than gardefou.mail.most-bytes.");
            case NO_RELAY ->
                say(
                        "Aucun serveur de courrier n'est configuré (gardefou.mail.host, gardefou.mail.from).",
                        "No mail relay is configured (gardefou.mail.host, gardefou.mail.from).");
            case ERASED -> say("L'adresse a été effacée.", "The address was erased.");
            case TOO_MANY ->
                say("Le client a reçu trop de messages ce jour-là.", "The customer had too many mails that day.");
            case NOT_COMPOSED ->
                say(
                        "Rien n'est parti : le message n'a pas pu être écrit. Le journal du service nomme l'envoi et dit pourquoi.",
                        "Nothing went out: the mail could not be written. The service's log names the delivery and says why.");
            case ANSWER_LOST ->
                say(
                        "Le message est parti, mais la réponse du serveur de courrier s'est perdue : il est peut-être arrivé. Demandez au client.",
                        "The mail went out, but the mail server's answer was lost: it may have arrived. Ask the customer.");
            case BOUNCED ->
                say("Le message est revenu : il n'est arrivé à personne.", "The mail came back: it reached nobody.");
            case OBSOLETE -> "";
        };
    }

    private String send(Reason reason, UUID acceptance) {
        String path = "/terms/v1/acceptances/" + acceptance;
        return switch (reason) {
            case REFUSED, ERASED, BOUNCED ->
                say(
                                "Envoyez-le à une autre adresse (POST %1$s/deliveries avec email), ou téléchargez les documents : GET %1$s/receipt/pdf et %1$s/document/pdf.",
                                "Send it to another address (POST %1$s/deliveries with email), or download the papers: GET %1$s/receipt/pdf and %1$s/document/pdf.")
                        .formatted(path);
            case TOO_LARGE, NO_RELAY ->
                say(
                                "Téléchargez les documents : GET %1$s/receipt/pdf et %1$s/document/pdf.",
                                "Download the papers: GET %1$s/receipt/pdf and %1$s/document/pdf.")
                        .formatted(path);
            default ->
                say(
                                "Renvoyez-le ensuite : POST %1$s/deliveries. Les documents se téléchargent aussi : GET %1$s/receipt/pdf et %1$s/document/pdf.",
                                "Then send it again: POST %1$s/deliveries. The papers can be downloaded too: GET %1$s/receipt/pdf and %1$s/document/pdf.")
                        .formatted(path);
        };
    }

    private String tell(Reason reason, String notice) {
        String otherwise = say(
                        "Prévenez le client autrement, et dites-le : POST /terms/v1/change-notices/%s/delivery.",
                        "Tell the customer otherwise, and report it: POST /terms/v1/change-notices/%s/delivery.")
                .formatted(notice);
        return switch (reason) {
            case REFUSED, ERASED, BOUNCED ->
                say(
                                        "Envoyez-le à une autre adresse : POST /terms/v1/change-notices/%s/deliveries avec email. Ou : ",
                                        "Send it to another address: POST /terms/v1/change-notices/%s/deliveries with email. Or: ")
                                .formatted(notice)
                        + otherwise;
            case GIVEN_UP, NOT_COMPOSED ->
                say(
                                        "Renvoyez-le ensuite : POST /terms/v1/change-notices/%s/deliveries. Ou : ",
                                        "Then send it again: POST /terms/v1/change-notices/%s/deliveries. Or: ")
                                .formatted(notice)
                        + otherwise;
            default -> otherwise;
        };
    }

    private String say(String french, String english) {
        return language == Language.FR ? french : english;
    }
}
