package org.gardefou.terms.clause;

import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Promises;

/** Whole sentences that say what a plan does about backups and restores, also when that is nothing. */
final class Statements {

    private Statements() {}

    static String backup(Promises promises, Language language) {
        if (!promises.backup().included())
            return switch (language) {
                case FR ->
                    "Votre offre ne comprend aucune sauvegarde : faire et conserver des copies de votre site vous revient entièrement. Il nous arrive d'en faire une par précaution, avant un changement dangereux ou une restauration ; elle ne vous est pas due et elle est effacée au bout de quelques semaines au plus : n'y comptez pas.";
                case EN ->
                    "Your plan includes no backups: making and keeping copies of your site is entirely up to you. We may make one as a precaution, before a dangerous change or a restore; it is not owed to you and is erased after a few weeks at most: do not count on it.";
            };
        String every = Wording.every(promises.frequency(), language);
        String kept = Wording.lasting(promises.retention(), language);
        return switch (language) {
            case FR ->
                "Nous sauvegardons les fichiers et les bases de données de votre site %s. Chaque sauvegarde est conservée %s, puis effacée."
                        .formatted(every, kept);
            case EN ->
                "We back up the files and the databases of your site %s. Each backup is kept for %s, then erased."
                        .formatted(every, kept);
        };
    }

    static String restore(Promises promises, Language language) {
        return self(promises.restore().selfService(), language) + " "
                + assisted(promises.restore().assistedFree(), language);
    }

    private static String self(boolean selfService, Language language) {
        return switch (language) {
            case FR ->
                selfService
                        ? "Vous pouvez restaurer votre site vous-même, à tout moment et sans frais, depuis votre espace client."
                        : "La restauration par vos soins depuis l'espace client n'est pas comprise dans votre offre.";
            case EN ->
                selfService
                        ? "You can restore your site yourself, at any time and free of charge, from your customer area."
                        : "Restoring your site yourself from the customer area is not part of your plan.";
        };
    }

    private static String assisted(int free, Language language) {
        return switch (language) {
            case FR ->
                switch (free) {
                    case 0 -> "Une restauration faite par notre support est une prestation payante.";
                    case 1 -> "Une restauration par an faite par notre support est comprise.";
                    default -> free + " restaurations par an faites par notre support sont comprises.";
                };
            case EN ->
                switch (free) {
                    case 0 -> "A restore done by our support is a paid service.";
                    case 1 -> "One restore a year done by our support is included.";
                    default -> free + " restores a year done by our support are included.";
                };
        };
    }
}
