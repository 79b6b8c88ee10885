package org.gardefou.terms.clause;

import java.time.Duration;
import java.util.Set;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

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
                "Nous sauvegardons les fichiers et les bases de données de votre site %s. Chaque sauvegarde est conservée %s, puis effacée.%s"
                        .formatted(every, kept, afterEnd(promises, language));
            case EN ->
                "We back up the files and the databases of your site %s. Each backup is kept for %s, then erased.%s"
                        .formatted(every, kept, afterEnd(promises, language));
        };
    }

    private static String afterEnd(Promises promises, Language language) {
        String kept = promises.backup().keptAfterEnd();
        if (kept == null) return "";
        String lasting = Wording.lasting(Duration.parse(kept), language);
        return switch (language) {
            case FR ->
                " Celles qui restent à la fin du contrat sont conservées encore %s, puis effacées.".formatted(lasting);
            case EN ->
                " Those that are left when the contract ends are kept for another %s, then erased.".formatted(lasting);
        };
    }

    static String location(Promises promises, Language language) {
        Promises.@Nullable Location location = promises.backup().location();
        boolean french = language == Language.FR;
        if (!promises.backup().included())
            return french ? "Aucune copie n'est conservée à ce titre." : "No copy is kept on this account.";
        return switch (location) {
            case null ->
                french
                        ? "Nous ne nous engageons pas sur le lieu où les sauvegardes sont conservées."
                        : "We give no commitment on the place where the backups are kept.";
            case SAME_DATA_CENTRE ->
                french
                        ? "Les sauvegardes sont conservées sur d'autres machines que votre site, mais dans le même centre de données : un sinistre qui détruirait le bâtiment détruirait les deux."
                        : "The backups are kept on other machines than your site, but in the same data centre: a disaster that destroyed the building would destroy both.";
            case OTHER_DATA_CENTRE ->
                french
                        ? "Les sauvegardes sont conservées dans un autre centre de données que celui de votre site."
                        : "The backups are kept in another data centre than your site's.";
        };
    }

    static String availability(Promises promises, Language language) {
        Promises.@Nullable Availability availability = promises.availability();
        boolean french = language == Language.FR;
        if (availability == null)
            return french
                    ? "Votre offre ne comprend pas d'engagement chiffré de disponibilité ; nous faisons le nécessaire pour que votre site réponde."
                    : "Your plan includes no availability figure; we do what is needed for your site to answer.";
        String percent = Wording.percent(availability.percent(), language);
        return french
                ? "Nous nous engageons à ce que votre site puisse répondre pendant %s des minutes de chaque mois civil. La mesure est faite depuis l'extérieur de notre réseau ; vous pouvez la consulter et la contester par tout moyen."
                        .formatted(percent)
                : "We commit to your site being able to answer for %s of the minutes of each calendar month. It is measured from outside our network; you can read the measurement, and contest it by any means."
                        .formatted(percent);
    }

    static String credit(Promises promises, Language language) {
        Promises.@Nullable Availability availability = promises.availability();
        boolean french = language == Language.FR;
        if (availability == null || availability.credit() == null)
            return french
                    ? "Votre offre ne prévoit pas d'avoir forfaitaire ; vos autres droits restent entiers."
                    : "Your plan provides no flat credit; your other rights remain untouched.";
        String capped = !availability.capped()
                ? ""
                : french
                        ? " Si plusieurs contrats de votre site se suivent au cours d'un mois, leurs avoirs ne dépassent pas ensemble le prix d'un mois."
                        : " If several contracts of your site follow one another in a month, their credits together are no more than the price of a month.";
        return french
                ? "Si cet engagement n'est pas tenu au cours d'un mois, nous vous créditons %d\u00a0%% du prix mensuel de votre offre, sans que vous ayez à le demander.%s Cet avoir ne remplace aucun de vos autres droits."
                        .formatted(availability.credit(), capped)
                : "If this commitment is not kept in a month, we credit you %d%% of the monthly price of your plan, without you having to ask.%s This credit replaces none of your other rights."
                        .formatted(availability.credit(), capped);
    }

    static String managed(Promises promises, Language language) {
        boolean french = language == Language.FR;
        Set<Promises.Task> tasks = promises.managed() == null ? Set.of() : promises.managed();
        if (tasks.isEmpty())
            return french
                    ? "Votre offre ne comprend aucune tâche d'entretien de votre site par nos soins."
                    : "Your plan includes no maintenance of your site by us.";
        return (french ? "Nous faisons de nous-mêmes, sur votre site\u00a0: " : "We do by ourselves, on your site: ")
                + PromiseWords.tasks(tasks, language) + ".";
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
