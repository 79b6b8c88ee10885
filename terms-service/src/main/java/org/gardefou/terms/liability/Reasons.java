package org.gardefou.terms.liability;

import org.gardefou.terms.language.Text;
import org.gardefou.terms.liability.Outcome.Reason;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;

/** The reasons of an assessment, in words that a customer understands. */
final class Reasons {

    private Reasons() {}

    private record Act(String code, String fr, String en) {}

    static Reason customerActed(Facts.@Nullable Change change) {
        if (change == null)
            return new Reason(
                    "CUSTOMER_CHANGED_SITE",
                    new Text(
                            "La panne vient d'une partie du site que le client gère lui-même.",
                            "The breakage comes from a part of the site that the customer looks after."));
        Act act = act(change);
        return new Reason(
                "CUSTOMER_CHANGED_" + act.code,
                new Text(
                        "La panne suit %s par le client.".formatted(act.fr),
                        "The breakage follows %s made by the customer.".formatted(act.en)));
    }

    static Reason hostActed(Facts.@Nullable Change change) {
        if (change == null)
            return new Reason(
                    "HOST_CHANGED_PLATFORM",
                    new Text(
                            "La panne suit un changement fait par l'hébergeur.",
                            "The breakage follows a change made by the hoster."));
        Act act = act(change);
        return new Reason(
                "HOST_CHANGED_" + act.code,
                new Text(
                        "La panne suit %s par l'hébergeur lui-même.".formatted(act.fr),
                        "The breakage follows %s made by the hoster itself.".formatted(act.en)));
    }

    static Reason platform() {
        return new Reason(
                "PLATFORM_FAULT",
                new Text(
                        "La panne vient de la plateforme de l'hébergeur.",
                        "The breakage comes from the hoster's platform."));
    }

    static Reason thirdParty(Facts.@Nullable Change change) {
        String what = change == null ? "" : " (" + change.object() + ")";
        return new Reason(
                "THIRD_PARTY_SOFTWARE",
                new Text(
                        "La panne vient d'un logiciel ou d'un service de tiers%s.".formatted(what),
                        "The breakage comes from software or a service of a third party%s.".formatted(what)));
    }

    static Reason termsNotAccepted() {
        return new Reason(
                "TERMS_NOT_ACCEPTED",
                new Text(
                        "Aucune acceptation de conditions n'est prouvée pour ce site : aucun article ne peut être opposé au client.",
                        "No acceptance of terms is proven for this site: no clause can be held against the customer."));
    }

    static Reason managedTask() {
        return new Reason(
                "TASK_IS_THE_HOSTS",
                new Text(
                        "L'offre confie cette tâche à l'hébergeur, mais le client l'a faite lui-même.",
                        "The plan gives this task to the hoster, but the customer did it."));
    }

    static Reason notWarned() {
        return new Reason(
                "NOTICE_NOT_DELIVERED",
                new Text(
                        "L'avertissement sur les risques de ce changement n'était pas parvenu au client.",
                        "The warning about the risks of this change had not reached the customer."));
    }

    static Reason notDecidable() {
        return new Reason(
                "FACTS_MISSING",
                new Text(
                        "Ce que l'on sait ne permet pas de trancher ; une personne doit examiner le cas.",
                        "What is known does not settle it; a person must look at the case."));
    }

    private static Act act(Facts.Change change) {
        String name = change.object();
        return switch (Kind.of(change.type())) {
            case PLUGIN_UPDATED ->
                new Act(
                        "EXTENSION",
                        "la mise à jour de l'extension " + name + " faite",
                        "the update of the extension " + name);
            case PLUGIN_INSTALLED ->
                new Act(
                        "EXTENSION",
                        "l'installation de l'extension " + name + " faite",
                        "the installation of the extension " + name);
            case PLUGIN_ACTIVATED ->
                new Act(
                        "EXTENSION",
                        "l'activation de l'extension " + name + " faite",
                        "the activation of the extension " + name);
            case PLUGIN_REMOVED ->
                new Act(
                        "EXTENSION",
                        "la suppression de l'extension " + name + " faite",
                        "the removal of the extension " + name);
            case THEME_CHANGED ->
                new Act("THEME", "le changement du thème " + name + " fait", "the change of the theme " + name);
            case CMS_UPDATED -> new Act("CMS", "la mise à jour de " + name + " faite", "the update of " + name);
            case FILES_CHANGED -> new Act("FILES", "la modification de " + name + " faite", "the change of " + name);
            case DATABASE_CHANGED ->
                new Act(
                        "DATABASE",
                        "la modification de la base de données " + name + " faite",
                        "the change of the database " + name);
            case PHP_CHANGED ->
                new Act(
                        "PHP",
                        "le changement de version ou de réglages de PHP fait",
                        "the change of PHP's version or settings");
            case DNS_CHANGED ->
                new Act("DNS", "la modification DNS de " + name + " faite", "the DNS change of " + name);
            case MAIL_CHANGED ->
                new Act("MAIL", "la modification du courrier " + name + " faite", "the change of the mail " + name);
            case TLS_CHANGED ->
                new Act(
                        "TLS",
                        "le changement du certificat " + name + " fait",
                        "the change of the certificate " + name);
            case SETTINGS_CHANGED ->
                new Act(
                        "SETTINGS",
                        "la modification des réglages " + name + " faite",
                        "the change of the settings " + name);
        };
    }
}
