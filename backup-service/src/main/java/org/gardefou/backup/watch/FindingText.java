package org.gardefou.backup.watch;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.gardefou.backup.language.Text;

/** What a finding means and what to do, in words for the customer. */
final class FindingText {

    private FindingText() {}

    static Text of(Finding finding) {
        return switch (finding.kind()) {
            case SILENT_SOURCE -> silent(finding.subject());
            case SHRINKING ->
                new Text(
                        "La dernière sauvegarde est bien plus petite que les précédentes. Si vous n'avez pas supprimé de contenu, regardez ce qui manque sur le site et restaurez-le depuis un point plus ancien ; sinon, classez ce constat.",
                        "The last backup is much smaller than those before. If you deleted nothing, look what is missing on the site, and restore it from an older point; otherwise dismiss this finding.");
            case GROWING ->
                new Text(
                        "La dernière sauvegarde est bien plus grande que les précédentes. Si vous n'avez rien ajouté, cherchez les fichiers qui ne sont pas du site (archives, journaux, dépôts d'inconnus) et supprimez-les ; sinon, classez ce constat.",
                        "The last backup is much larger than those before. If you added nothing, look for files that are not the site's (archives, logs, what strangers left) and delete them; otherwise dismiss this finding.");
            case CHURN -> churn(finding);
        };
    }

    private static Text silent(String subject) {
        return switch (subject) {
            case "" ->
                new Text(
                        "Le dossier du site a disparu ou ne contient plus rien : la sauvegarde ne protège plus ses fichiers. Remettez le dossier ou corrigez la fiche du site ; les points de restauration plus anciens contiennent encore les fichiers.",
                        "The site's folder has gone or is empty: the backup protects its files no longer. Put the folder back, or correct the site's entry; older restore points still hold the files.");
            case "*" ->
                new Text(
                        "Une base de données du site n'existe plus : il n'est plus sauvegardé. Restaurez la base depuis un point plus ancien, ou corrigez la fiche du site.",
                        "A database of the site does not exist any more: the site is not backed up. Restore the database from an older point, or correct the site's entry.");
            default ->
                new Text(
                        "La base de données %s a disparu ou ne contient plus de table : la sauvegarde ne la protège plus. Si ce n'est pas voulu, restaurez-la depuis un point plus ancien ; sinon, classez ce constat."
                                .formatted(subject),
                        "The database %s has gone or has no table any more: the backup protects it no longer. If that is not intended, restore it from an older point; otherwise dismiss this finding."
                                .formatted(subject));
        };
    }

    private static Text churn(Finding finding) {
        Text kept = kept(finding);
        return new Text(
                "Une grande part des fichiers a changé d'un coup, comme lorsqu'un logiciel malveillant les chiffre. Ouvrez le site et quelques images : si elles ne s'ouvrent plus, changez les mots de passe et restaurez un point antérieur. Une optimisation de toutes les images a le même effet : dans ce cas, classez ce constat. "
                        + kept.fr(),
                "A large part of the files changed at once, as when malware encrypts them. Open the site and some pictures: if they do not open any more, change the passwords and restore an earlier point. An optimisation of all pictures does the same: then dismiss this finding. "
                        + kept.en());
    }

    private static Text kept(Finding finding) {
        if (finding.pinned().isEmpty()) {
            return new Text("Aucun point antérieur n'a pu être gardé.", "No earlier point could be kept.");
        }
        if (finding.keptUntil().isPresent()) {
            LocalDate day = LocalDate.ofInstant(finding.keptUntil().get(), ZoneOffset.UTC);
            return new Text(
                    "Le client dit que c'était lui. Le dernier point de restauration d'avant est gardé jusqu'au %s, à moins que le support de l'hébergeur ne le confirme plus tôt ; si ce n'était pas vous, prévenez-le."
                            .formatted(day),
                    "The customer says that it was them. The last restore point before is kept until %s, unless the hoster's support confirms it earlier; if it was not you, tell them."
                            .formatted(day));
        }
        if (finding.closedAt().isPresent()) {
            return new Text(
                    "Le dernier point de restauration d'avant n'est plus gardé pour cela.",
                    "The last restore point before is kept for this no longer.");
        }
        return new Text(
                "Le dernier point de restauration d'avant est gardé : la rétention ne le supprimera pas tant que ce constat est ouvert, ni pendant un temps après qu'un client l'a classé.",
                "The last restore point before is kept: retention will not take it while this finding is open, nor for a while after a customer has dismissed it.");
    }
}
