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
                    "Votre offre ne comprend aucune sauvegarde : nous ne gardons pas de copie de votre site que nous pourrions vous rendre. Faire et conserver des sauvegardes vous revient entièrement.";
                case EN ->
                    "Your plan includes no backups: we keep no copy of your site that we could give back to you. Making and keeping backups is entirely up to you.";
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
