package org.gardefou.backup.run;

import org.gardefou.backup.language.Text;

/**
 * Why a run failed.
 *
 * @param text what happened and what to do, for people
 * @param detail the words of the tool that failed, for operators: it names paths and accounts; no secrets
 */
public record Failure(Code code, Text text, String detail) {

    /** What can go wrong. */
    public enum Code {
        RESTIC_MISSING(
                false,
                "Le programme restic manque sur le serveur de sauvegarde : installez-le (apt-get install restic).",
                "The program restic is missing on the backup server: install it (apt-get install restic)."),
        REPOSITORY_LOCKED(
                true,
                "Le dépôt de sauvegarde est verrouillé par un autre processus : attendez sa fin, ou retirez le verrou s'il est mort.",
                "The repository is locked by another process: wait for its end, or remove the lock if it is dead."),
        REPOSITORY_UNREACHABLE(
                true,
                "Le stockage des sauvegardes ne répond pas : vérifiez le réseau et le service de stockage.",
                "The backup storage does not answer: check the network and the storage service."),
        REPOSITORY_REFUSED(
                true,
                "Le stockage des sauvegardes refuse l'accès : vérifiez le secret de la destination et les droits du compte (lire, écrire, effacer), puis essayez la destination.",
                "The backup storage refuses access: check the destination's secret and the account's rights (read, write, delete), then try the destination."),
        REPOSITORY_DAMAGED(
                false,
                "Le dépôt de sauvegarde est endommagé ou ne s'ouvre pas avec sa clé : contrôlez-le avant toute nouvelle sauvegarde.",
                "The repository is damaged, or its key does not open it: check it before any further backup."),
        REPOSITORY_KEY_UNAVAILABLE(
                false,
                "La clé de chiffrement des dépôts (secret kek) manque ou n'est plus la même : remettez celle d'origine.",
                "The repositories' key-encryption key (secret kek) is missing or another one: put the original back."),
        REPOSITORY_SECRET_MISSING(
                false,
                "Le secret de la destination des sauvegardes manque ou n'est pas lisible : déposez-le dans le dossier des secrets, puis essayez la destination.",
                "The secret of the backups' destination is missing or unreadable: put it into the secrets directory, then try the destination."),
        REPOSITORY_ERASED(
                false,
                "Les sauvegardes de ce site sont en cours d'effacement : attendez la fin de l'effacement.",
                "The backups of this site are being erased: wait until the erasure has ended."),
        NO_SPACE(
                false,
                "Le disque est plein, ou le quota du stockage des sauvegardes est atteint : libérez de la place ou agrandissez-le, puis relancez la sauvegarde.",
                "The disk is full, or the quota of the backup storage is reached: free space or enlarge it, then run the backup again."),
        DATABASE_ACCESS_DENIED(
                false,
                "Le serveur de base de données refuse le compte d'administration, ou celui-ci ne peut pas créer d'utilisateur : corrigez le secret de ce serveur, ou les droits du compte.",
                "The database server refuses the administration's account, or that may make no user: correct the secret of that server, or the account's rights."),
        DATABASE_UNREACHABLE(
                true,
                "Le serveur de base de données ne répond pas : vérifiez qu'il tourne et qu'il est joignable.",
                "The database server does not answer: check that it runs and can be reached."),
        DATABASE_MISSING(
                false,
                "La base de données du site n'existe plus : corrigez la fiche du site, ou restaurez la base.",
                "The site's database does not exist any more: correct the site's entry, or restore the database."),
        DATABASE_DUMP_FAILED(
                true,
                "La base de données n'a pas pu être copiée en entier : lisez le détail, puis relancez la sauvegarde.",
                "The database could not be copied completely: read the detail, then run the backup again."),
        DATABASE_CLIENT_UNFIT(
                false,
                "Les programmes clients de PostgreSQL manquent sur le serveur de sauvegarde, ou sont plus anciens que le serveur de base de données : installez le paquet que nomme le détail, puis relancez la sauvegarde.",
                "PostgreSQL's client programs are missing on the backup server, or older than the database server: install the package that the detail names, then run the backup again."),
        SECRET_MISSING(
                false,
                "Le secret d'administration de la base manque ou n'est pas lisible : déposez-le dans le dossier des secrets.",
                "The database administration's secret is missing or unreadable: put it into the secrets directory."),
        FILES_MISSING(
                false,
                "Le dossier du site n'existe pas : corrigez la fiche du site, ou remettez le dossier.",
                "The site's folder does not exist: correct the site's entry, or put the folder back."),
        FILES_UNREADABLE(
                false,
                "Des fichiers du site n'ont pas pu être lus : corrigez leurs droits, puis relancez la sauvegarde.",
                "Some of the site's files could not be read: correct their permissions, then run the backup again."),
        UNCONFINED(
                false,
                "Ce serveur ne peut pas enfermer restic dans le dossier du site, et le réglage gardefou.backup.confinement l'exige : il faut Linux 5.13 avec Landlock, perl et setpriv.",
                "This server cannot confine restic to the site's folder, and the setting gardefou.backup.confinement demands it: it takes Linux 5.13 with Landlock, perl and setpriv."),
        SITE_TOO_LARGE(
                false,
                "Les fichiers du site sont plus grands que ce qu'une sauvegarde lit : supprimez ce qui n'est pas du site, ou demandez une limite plus haute.",
                "The site's files are larger than what a backup reads: delete what is not the site's, or ask for a higher limit."),
        SITE_UNKNOWN(
                true,
                "Le site ou son serveur n'est pas (ou plus) connu : enregistrez-le auprès du service de diagnostic.",
                "The site or its server is not known (any more): register it with the diagnostics service."),
        SERVER_UNREACHABLE(
                true,
                "Le serveur du site ne répond pas par SSH, ou la connexion a été coupée pendant la sauvegarde : vérifiez qu'il tourne, son adresse et le réseau.",
                "The site's server does not answer over SSH, or the connection was cut during the backup: check that it is up, its address and the network."),
        SERVER_UNTRUSTED(
                false,
                "Le serveur du site montre une autre clé d'hôte que celles enregistrées : vérifiez-la sur le serveur lui-même avant de l'inscrire dans sa fiche.",
                "The site's server shows another host key than the registered ones: check it on the server itself before you put it into the server's entry."),
        SERVER_LOGIN_REFUSED(
                false,
                "Le serveur du site refuse notre clé SSH, ou elle n'est pas lisible : corrigez le secret, ou inscrivez la clé publique chez l'utilisateur du serveur.",
                "The site's server refuses our SSH key, or the key cannot be read: correct the secret, or add the public key for that user on the server."),
        SERVER_NOT_READY(
                false,
                "Il manque au serveur du site ce qu'il faut pour une sauvegarde par SSH : lisez le détail et complétez le serveur.",
                "The site's server lacks what a backup over SSH needs: read the detail and complete the server."),
        UNEXPECTED(
                true,
                "La sauvegarde a échoué pour une raison imprévue : lisez le détail et les journaux du service.",
                "The backup failed for an unforeseen reason: read the detail and the service's logs.");

        private final boolean passing;
        private final Text text;

        Code(boolean passing, String fr, String en) {
            this.passing = passing;
            this.text = new Text(fr, en);
        }

        /** Whether the same may work a little later without anybody doing anything. */
        boolean passing() {
            return passing;
        }

        Text text() {
            return text;
        }
    }

    static Failure of(Code code, String detail) {
        return new Failure(code, code.text(), detail);
    }
}
