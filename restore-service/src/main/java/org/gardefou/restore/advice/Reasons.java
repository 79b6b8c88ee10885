package org.gardefou.restore.advice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gardefou.restore.advice.Advice.Reason;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.Breakage;
import org.jspecify.annotations.Nullable;

/** What is said for and against a restore point. */
final class Reasons {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static final Reason CONTAINS_BREAKAGE = new Reason(
            "CONTAINS_BREAKAGE",
            new Text(
                    "Pris alors que le site était déjà en panne : il contient la panne.",
                    "Taken when the site was broken already: it contains the breakage."));
    static final Reason NOT_DIAGNOSED = new Reason(
            "NOT_DIAGNOSED",
            new Text(
                    "Aucun diagnostic n'a été fait : seul l'âge du point peut guider.",
                    "No diagnosis was made: only the age of the point can guide."));
    static final Reason AFTER_THE_CHANGE = new Reason(
            "AFTER_THE_CHANGE",
            new Text(
                    "Pris après la modification en cause ; rien ne dit s'il est sain.",
                    "Taken after the change in question; nothing tells whether it is good."));
    static final Reason BEFORE_FIRST_SIGN = new Reason(
            "BEFORE_FIRST_SIGN",
            new Text("Pris avant le premier signe de la panne.", "Taken before the first sign of the breakage."));
    static final Reason AFTER_LAST_HEALTHY = new Reason(
            "AFTER_LAST_HEALTHY",
            new Text(
                    "Pris après le dernier moment où le site allait bien ; rien ne dit s'il est sain.",
                    "Taken after the site was last seen well; nothing tells whether it is good."));
    static final Reason NEWEST_SUITABLE = new Reason(
            "NEWEST_SUITABLE",
            new Text(
                    "C'est le plus récent de ceux qui conviennent : vous perdez le moins.",
                    "It is the newest that will do: you lose the least."));

    private Reasons() {}

    /** As texts show it. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }

    static Reason siteHealthy(Instant seen) {
        return new Reason(
                "SITE_HEALTHY",
                new Text(
                                "Aucune panne n'est connue ; le site allait bien le %s.",
                                "No breakage is known; the site was well at %s.")
                        .with(time(seen)));
    }

    static Reason between(Instant taken, Breakage breakage, Facts facts) {
        return new Reason(
                "BETWEEN_CHANGE_AND_BREAKAGE",
                new Text(
                                "Pris le %s, après la modification (%s) à laquelle le diagnostic rattache la panne, mais avant que la panne ne soit vue le %s : la modification y est, et rien ne dit s'il est sain.",
                                "Taken at %s, after the change (%s) that the diagnosis ties the breakage to, but before the breakage was seen at %s: the change is in it, and nothing tells whether it is good.")
                        .with(time(taken), facts.changeOf(breakage), time(breakage.certainFrom())));
    }

    static Reason during(Breakage breakage, Facts facts) {
        return new Reason(
                "TAKEN_DURING_THE_CHANGE",
                new Text(
                                "La sauvegarde était en cours quand la modification (%s) a été faite : une partie peut y être, et rien ne dit s'il est sain.",
                                "The backup was running when the change (%s) was made: a part of it may be in it, and nothing tells whether it is good.")
                        .with(facts.changeOf(breakage)));
    }

    static Reason shown(Breakage breakage, Facts facts) {
        return new Reason(
                "DIFFERENCE_SHOWS_THE_CHANGE",
                new Text(
                                "D'après les horloges il date d'avant la modification (%s), mais ses fichiers la montrent et ceux du point suivant n'y changent rien : elle y est.",
                                "By the clocks it is from before the change (%s), but its files show it and those of the next point change nothing there: it is in it.")
                        .with(facts.changeOf(breakage)));
    }

    static Reason beforeTheChange(Instant taken, Breakage breakage, Instant changed, Facts facts) {
        return new Reason(
                "BEFORE_THE_CHANGE",
                new Text(
                                "Pris le %s, avant la modification (%s) à laquelle le diagnostic rattache la panne, faite le %s.",
                                "Taken at %s, before the change (%s) that the diagnosis ties the breakage to, made at %s.")
                        .with(time(taken), facts.changeOf(breakage), time(changed)));
    }

    static Reason beforeLastHealthy(Instant healthy) {
        return new Reason(
                "BEFORE_LAST_HEALTHY",
                new Text(
                                "Pris avant le %s, quand le site allait bien pour la dernière fois.",
                                "Taken before %s, when the site was last seen well.")
                        .with(time(healthy)));
    }

    static Reason unchangedSinceHealthy(Instant good) {
        return new Reason(
                "PROGRAMS_AS_WHEN_HEALTHY",
                new Text(
                                "Ses programmes sont ceux du point du %s, quand le site allait bien ; ils n'ont changé qu'après lui.",
                                "Its programs are those of the point of %s, when the site was well; they changed only behind it.")
                        .with(time(good)));
    }

    static Reason bootDoubtful(@Nullable Text seen) {
        Text words = seen == null ? new Text("sans réponse normale", "no usual answer") : seen;
        return new Reason(
                "BOOT_DOUBTFUL",
                new Text(
                        "Restauré à l'essai, le site n'allait pas bien : " + words.fr(),
                        "Restored into a throw-away place, the site was not well: " + words.en()));
    }

    /** By which evidence a copy is good; null when that is no reason. */
    static @Nullable Reason evidence(Facts.@Nullable Proof proof) {
        return switch (proof == null ? "" : proof.state()) {
            case "BOOTED" ->
                new Reason(
                        "PROVED_BY_BOOT",
                        new Text(
                                "Vérifié : il a été restauré à l'essai, et le site a répondu.",
                                "Verified: it was restored into a throw-away place, and the site answered."));
            case "DATA_READ" ->
                new Reason(
                        "DATA_READ",
                        new Text(
                                "Vérifié : toutes ses données ont été relues, entières.",
                                "Verified: all its data was read again, and whole."));
            case "DUMP_COMPLETE" ->
                new Reason(
                        "DUMP_COMPLETE",
                        new Text(
                                "Sa base est complète ; il n'a pas encore été restauré à l'essai.",
                                "Its database is complete; it was not tried yet."));
            default -> null;
        };
    }

    static Reason olderOneProved(Instant taken) {
        return new Reason(
                "OLDER_ONE_PROVED",
                new Text(
                                "Il n'a pas été restauré à l'essai ; celui du %s l'a été, et reste le second choix sûr.",
                                "It was not restored on trial; the one of %s was, and is the safe second choice.")
                        .with(time(taken)));
    }

    static Reason newerOneDamaged(Instant taken) {
        return new Reason(
                "NEWER_ONE_DAMAGED",
                new Text(
                                "Le point du %s est plus récent, mais abîmé : il ne peut être restauré.",
                                "The point of %s is newer, but damaged: it cannot be restored.")
                        .with(time(taken)));
    }
}
