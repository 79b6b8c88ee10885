package org.gardefou.backup.policy;

import org.gardefou.backup.language.Text;

/** Who makes a site's backups, and what follows from it, in words for the customer. */
final class PolicyText {

    private static final Text BY_US = new Text("Nous sauvegardons ce site.", "We back this site up.");

    private static final Text PAUSED = new Text(
            "Nous sauvegardons ce site, mais le calendrier est suspendu : aucune sauvegarde automatique n'est faite en ce moment. Vous pouvez en demander une ; pour reprendre le calendrier, écrivez au support.",
            "We back this site up, but the schedule is paused: no backup is made by itself at present. You can ask for one; to resume the schedule, write to support.");

    private static final Text BY_CUSTOMER = new Text(
            "Nous ne sauvegardons pas ce site : les sauvegardes sont à votre charge. Sans elles, ce qui est effacé, piraté ou cassé est perdu, et nous ne pourrons pas le rétablir. Faites une sauvegarde complète (fichiers et bases de données) avant chaque modification et au moins une fois par semaine, gardez-la ailleurs que sur ce serveur, et essayez de la restaurer. Ou demandez une formule avec sauvegardes.",
            "We do not back this site up: the backups are yours to make. Without them, what is deleted, hacked or broken is lost, and we cannot bring it back. Make a complete backup (files and databases) before each change and at least once a week, keep it elsewhere than on this server, and try to restore it. Or ask for a plan with backups.");

    private static final Text ENDED = new Text(
            "Le contrat est terminé : nous ne sauvegardons plus ce site. Les points de restauration qui restent seront supprimés à la date indiquée ; téléchargez avant ce que vous voulez garder.",
            "The contract has ended: we do not back this site up any more. The restore points that are left will be deleted at the time given; download what you want to keep before.");

    private PolicyText() {}

    static Text of(Policy policy) {
        if (policy.kind() == Policy.Kind.HOST_RUN) return policy.paused() ? PAUSED : BY_US;
        return policy.ending().isPresent() ? ENDED : BY_CUSTOMER;
    }
}
