package org.gardefou.terms.clause;

import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;

/** What a plan promises as people say it, piece by piece: the same words in the clauses and in what is told of a change. */
public final class PromiseWords {

    private PromiseWords() {}

    /** "les mises à jour du logiciel du site ; le nettoyage des logiciels malveillants". */
    public static String tasks(Set<Promises.Task> tasks, Language language) {
        boolean french = language == Language.FR;
        return tasks.stream().map(task -> task(task, french)).collect(Collectors.joining(french ? " ; " : "; "));
    }

    private static String task(Promises.Task task, boolean french) {
        return switch (task) {
            case CORE_UPDATES -> french ? "les mises à jour du logiciel du site" : "the updates of the site's software";
            case EXTENSION_UPDATES ->
                french
                        ? "les mises à jour de ses thèmes et de ses extensions"
                        : "the updates of its themes and plugins";
            case SECURITY_WATCH ->
                french
                        ? "la surveillance des failles connues de ses extensions"
                        : "the watch for known flaws of its plugins";
            case MALWARE_CLEANING -> french ? "le nettoyage des logiciels malveillants" : "the cleaning of malware";
            case AVAILABILITY_WATCH -> french ? "la surveillance de son fonctionnement" : "the watch over its working";
            case RESTORE_TESTS -> french ? "l'essai régulier d'une restauration" : "the regular test of a restore";
            case RESTORES ->
                french
                        ? "la restauration du site, sans vous le demander à chaque fois, quand il ne fonctionne plus"
                        : "the restoring of the site, without asking you each time, when it no longer works";
        };
    }

    /** Where backups are kept. */
    public static String location(Promises.Location location, Language language) {
        boolean french = language == Language.FR;
        return switch (location) {
            case SAME_DATA_CENTRE ->
                french ? "le même centre de données que le site" : "the same data centre as the site";
            case OTHER_DATA_CENTRE ->
                french ? "un autre centre de données que celui du site" : "another data centre than the site's";
        };
    }

    /** "du lundi au vendredi, de 9 h à 18 h (heure de Paris)". */
    public static String hours(Promises.Hours hours, Language language) {
        return OpeningHours.of(hours, language);
    }

    /** How much of a site's care the hoster takes on. */
    public static String level(Level level, Language language) {
        boolean french = language == Language.FR;
        return switch (level) {
            case STANDARD -> "standard";
            case MANAGED -> french ? "infogéré" : "managed";
            case RESELLER -> french ? "revendeur" : "reseller";
            case VPS -> french ? "serveur virtuel" : "virtual server";
        };
    }

    /** "oui", "yes". */
    public static String yes(boolean yes, Language language) {
        boolean french = language == Language.FR;
        if (yes) return french ? "oui" : "yes";
        return french ? "non" : "no";
    }
}
