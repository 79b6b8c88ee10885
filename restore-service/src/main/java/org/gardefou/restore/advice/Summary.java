package org.gardefou.restore.advice;

import java.util.List;
import org.gardefou.restore.advice.Advice.Basis;
import org.gardefou.restore.advice.Advice.Culprit;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.Breakage;
import org.jspecify.annotations.Nullable;

/** What is advised, in one sentence. */
final class Summary {

    private Summary() {}

    static Text ofNothing(boolean damaged) {
        return damaged
                ? new Text(
                        "Tous les points de restauration de ce site sont abîmés : demandez de l'aide au support, et lancez une sauvegarde (/backups).",
                        "All restore points of this site are damaged: ask support for help, and start a backup (/backups).")
                : new Text(
                        "Ce site n'a aucun point de restauration utilisable. Lancez une sauvegarde (/backups), ou demandez de l'aide au support.",
                        "This site has no restore point that can be used. Start a backup (/backups), or ask support for help.");
    }

    static Text of(boolean advised, Standing best, @Nullable Breakage breakage, List<Culprit> culprits, Facts facts) {
        if (!advised && best == Standing.UNCERTAIN) {
            return new Text(
                    "Aucun point de restauration n'a été pris avant la modification en cause ; ceux qui restent la contiennent, et rien ne dit s'ils sont sains. Réparez plutôt, ou demandez de l'aide au support ; une restauration revient d'elle-même en arrière si le site ne va pas bien après elle.",
                    "No restore point was taken before the change in question; those that are left have it in them, and nothing tells whether they are good. Repair instead, or ask support for help; a restore goes back by itself if the site is not well after it.");
        }
        if (!advised) {
            return new Text(
                    "Tous les points de restauration contiennent la panne : réparez plutôt, ou demandez de l'aide au support.",
                    "All restore points contain the breakage: repair instead, or ask support for help.");
        }
        if (breakage == null) return well(facts);
        if (breakage.changedAt() != null) {
            return new Text(
                            "La panne suit une modification (%s) ; nous conseillons le dernier point pris avant elle.",
                            "The breakage followed a change (%s); we advise the last point taken before it.")
                    .with(facts.changeOf(breakage));
        }
        if (!culprits.isEmpty() && culprits.getFirst().basis().contains(Basis.DIFFERENCE)) {
            String names =
                    String.join(", ", culprits.stream().map(Culprit::name).toList());
            return new Text(
                            "Le diagnostic ne rattache la panne à aucune modification, mais les fichiers montrent ce qui a changé avant elle (%s) ; nous conseillons le dernier point d'avant.",
                            "The diagnosis ties the breakage to no change, but the files show what changed before it (%s); we advise the last point before that.")
                    .with(names);
        }
        return new Text(
                "La cause n'est rattachée à aucune modification ; nous conseillons le dernier point pris quand le site allait encore bien.",
                "The cause is tied to no change; we advise the last point taken while the site was still well.");
    }

    private static Text well(Facts facts) {
        return facts.lastHealthy() == null
                ? new Text(
                        "Aucun diagnostic n'est connu ; nous conseillons le point le plus récent. Un diagnostic donnerait un conseil plus sûr.",
                        "No diagnosis is known; we advise the newest point. A diagnosis would give surer advice.")
                : new Text(
                        "Le site va bien ; une restauration ne semble pas nécessaire. Le plus récent des points est en tête.",
                        "The site is well; a restore does not seem needed. The newest point comes first.");
    }
}
