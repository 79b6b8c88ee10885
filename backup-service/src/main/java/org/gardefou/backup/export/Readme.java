package org.gardefou.backup.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What lies beside the repository, for who has never heard of restic. */
final class Readme {

    private Readme() {}

    /** By name of the file. */
    static Map<String, String> texts(String folder, Instant takenAt) {
        String taken = takenAt.truncatedTo(ChronoUnit.SECONDS).toString();
        return Map.of(
                "LISEZMOI.txt", FR.formatted(taken, folder, folder), "README.txt", EN.formatted(taken, folder, folder));
    }

    private static final String FR = """
            Copie de sauvegarde de votre site
            =================================

            Ce dossier contient une copie complète du site, telle qu'elle était le %s (UTC) :
            ses fichiers et ses bases de données. Elle est chiffrée avec le mot de passe choisi à la
            demande (ou affiché une seule fois). Personne d'autre ne l'a : s'il est perdu, la copie est perdue.

            Pour l'ouvrir, installez restic 0.14 ou plus récent (logiciel libre, https://restic.net ;
            sous Debian ou Ubuntu : apt install restic). Dans un terminal, depuis le dossier où se trouve « %s » :

                restic -r %s/repository snapshots
                restic -r %<s/repository check --read-data
                restic -r %<s/repository restore latest --target site-restaure

            restic demande le mot de passe. Ensuite, dans « site-restaure » :

              - les fichiers du site, sous le nom de leur dossier (par exemple htdocs) : copiez-les chez votre hébergeur ;
              - .gardefou-backup/databases : pour chaque base, chargez dans cet ordre
                    mariadb NOM < NOM.tables.sql
                    mariadb NOM < NOM.definitions.sql
                    mariadb NOM < NOM.events.sql
              - .gardefou-backup/meta.json : ce que contient la copie, ce qu'elle laisse de côté (leftOut), et,
                s'il y en a, les réglages du panneau : zones DNS, tâches planifiées, messagerie (panelSettings).

            Puis corrigez l'accès à la base dans la configuration du site (wp-config.php pour WordPress).
            """;

    private static final String EN = """
            Backup copy of your site
            ========================

            This folder holds a whole copy of the site as it was on %s (UTC): its files and its databases.
            It is encrypted by the password that was chosen when the copy was asked for (or shown once).
            Nobody else has it: if it is lost, so is the copy.

            To open it, install restic 0.14 or newer (free software, https://restic.net;
            on Debian or Ubuntu: apt install restic). In a terminal, from the folder that "%s" is in:

                restic -r %s/repository snapshots
                restic -r %<s/repository check --read-data
                restic -r %<s/repository restore latest --target restored-site

            restic asks for the password. Then, in "restored-site":

              - the files of the site, under their folder's name (such as htdocs): copy them to your hoster;
              - .gardefou-backup/databases: for each database load, in this order,
                    mariadb NAME < NAME.tables.sql
                    mariadb NAME < NAME.definitions.sql
                    mariadb NAME < NAME.events.sql
              - .gardefou-backup/meta.json: what the copy holds, what it leaves out (leftOut) and, where there
                are any, the panel's settings: DNS zones, cron entries, mail (panelSettings).

            Then correct the access to the database in the site's configuration (wp-config.php for WordPress).
            """;
}
