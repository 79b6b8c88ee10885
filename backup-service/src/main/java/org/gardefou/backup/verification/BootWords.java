package org.gardefou.backup.verification;

import org.gardefou.access.apart.BootAbility.Lack;
import org.gardefou.access.apart.Excess;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.verification.Ending.Result;

/** What a booted site's state means, and what to do. Pure. */
final class BootWords {

    private BootWords() {}

    static Text of(Result result) {
        return switch (result) {
            case HEALTHY ->
                new Text(
                        "Restauré à l'écart, le site a répondu normalement.",
                        "Restored in a place apart, the site answered as it should.");
            case NO_ANSWER ->
                broken("Le site qu'il contient ne répond pas du tout.", "The site in it does not answer at all.");
            case CRITICAL_ERROR ->
                broken(
                        "Le site qu'il contient s'arrête sur une erreur de PHP.",
                        "The site in it stops at an error of PHP.");
            case DATABASE_ERROR ->
                broken(
                        "Le site qu'il contient n'arrive pas à lire sa base de données.",
                        "The site in it cannot read its database.");
            case TABLE_MISSING ->
                broken(
                        "Il manque au site qu'il contient une table de sa base de données.",
                        "The site in it lacks a table of its database.");
            case EMPTY_PAGE ->
                broken(
                        "La page d'accueil du site qu'il contient est vide ; souvent son thème manque.",
                        "The front page of the site in it is empty; often its theme is missing.");
            case NOT_INSTALLED ->
                broken(
                        "Le site qu'il contient se croit à installer : sa base de données est vide.",
                        "The site in it believes that it is to be installed: its database is empty.");
            case REFUSED ->
                broken(
                        "La page d'accueil du site qu'il contient n'existe pas, ou est refusée.",
                        "The front page of the site in it does not exist, or is refused.");
            case LOGIN_BROKEN ->
                broken(
                        "La page de connexion du site qu'il contient ne marche pas.",
                        "The login page of the site in it does not work.");
            case UNDER_MAINTENANCE ->
                new Text(
                        "Le site y est en maintenance : il a sans doute été sauvegardé pendant une mise à jour. Préférez le point d'avant.",
                        "The site in it is under maintenance: it was probably backed up during an update. Prefer the point before.");
            case REDIRECTED ->
                new Text(
                        "La page d'accueil renvoie ailleurs : ce que le site montrerait n'a pas pu être vu.",
                        "The front page leads elsewhere: what the site would show could not be seen.");
            case CONTENT_UNLIKE ->
                new Text(
                        "Le site répond, mais sa page d'accueil ne ressemble plus à celle du dernier point vérifié : regardez si le changement est voulu.",
                        "The site answers, but its front page is not like that of the last point that was verified: see whether the change is meant.");
            default -> new Text("Voir le résultat.", "See the result.");
        };
    }

    /** Why this machine boots nothing. */
    static Text of(Lack lack) {
        return switch (lack.kind()) {
            case NOT_ROOT ->
                new Text(
                        "Un démarrage à l'écart demande que le service tourne en root : sans cela, il ne peut pas enfermer le site.",
                        "A boot in a place apart needs the service to run as root: otherwise it cannot shut the site in.");
            case PROGRAMS -> {
                String names = String.join(", ", lack.programs());
                yield new Text(
                        "Il manque au serveur de sauvegarde, pour démarrer un site à l'écart : " + names
                                + ". Installez-les (php-cli, php-mysql, mariadb-server, util-linux, iproute2).",
                        "To boot a site in a place apart, the backup server lacks: " + names
                                + ". Install them (php-cli, php-mysql, mariadb-server, util-linux, iproute2).");
            }
            case NAMESPACES ->
                new Text(
                        "Le noyau de ce serveur n'autorise pas d'espaces de noms (unshare) : le site ne peut pas être enfermé.",
                        "This server's kernel allows no namespaces (unshare): the site cannot be shut in.");
            case MYSQLI ->
                new Text(
                        "Le PHP du serveur de sauvegarde n'a pas mysqli : installez php-mysql.",
                        "The backup server's PHP has no mysqli: install php-mysql.");
        };
    }

    /** What it took too much of, and was ended for. */
    static Text of(Excess excess) {
        return switch (excess) {
            case DISK -> tooMuch("de disque pour sa base de données", "disk for its database");
            case PROCESSES -> tooMuch("de processus", "processes");
            case MEMORY -> tooMuch("de mémoire", "memory");
        };
    }

    private static Text tooMuch(String fr, String en) {
        return new Text(
                "Démarré à l'écart, le site prend trop " + fr
                        + " : le démarrage a été arrêté. Cela ne dit rien du point ; l'hébergeur regarde ce que fait le site.",
                "Booted in a place apart, the site takes too much " + en
                        + ": the boot was ended. That says nothing about the point; the hoster sees what the site does.");
    }

    private static Text broken(String fr, String en) {
        return new Text(
                fr + " La sauvegarde est fidèle : c'est le site qui était en panne. Prenez un point d'avant la panne.",
                en + " The backup is faithful: it is the site that was broken. Take a point from before that.");
    }
}
