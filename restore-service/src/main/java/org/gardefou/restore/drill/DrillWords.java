package org.gardefou.restore.drill;

import java.util.Collection;
import org.gardefou.access.apart.BootAbility.Lack;
import org.gardefou.access.apart.Excess;
import org.gardefou.access.apart.Showing;
import org.gardefou.restore.language.Text;

/** What the end of a drill means, and what to do. Pure. */
final class DrillWords {

    static final Text PASSED = new Text(
            "Restauré à l'écart comme le ferait une vraie restauration, le site a répondu normalement.",
            "Restored in a place apart as a real restore would do it, the site answered as it should.");
    static final Text CANCELLED = new Text("L'exercice a été annulé.", "The drill was called off.");
    static final Text BROKE_OFF = new Text(
            "L'exercice s'est interrompu trois fois ; cela ne dit rien du point. L'hébergeur lit le journal du service.",
            "The drill broke off three times; that says nothing about the point. The hoster reads the service's log.");
    static final Text NO_POINT = new Text(
            "Ce site n'a pas encore de point de restauration : lancez une sauvegarde, puis demandez un autre exercice.",
            "This site has no restore point yet: run a backup, then ask for another drill.");
    static final Text NONE_GOOD = new Text(
            "Aucun des points de restauration du site n'est lisible : aujourd'hui rien ne pourrait être restauré. L'hébergeur contrôle le dépôt et refait une sauvegarde.",
            "None of the site's restore points can be read: today nothing could be restored. The hoster checks the repository and makes a backup.");
    static final Text NONE_ADVISED = new Text(
            "Aucun point n'est conseillé : chacun date d'un moment où le site était en panne. Réparez le site, faites une sauvegarde, puis demandez un autre exercice.",
            "No point is advised: each is from a time when the site was broken. Repair the site, make a backup, then ask for another drill.");
    static final Text NO_WORDPRESS = new Text(
            "Fichiers et bases se restaurent en entier ; mais ce n'est pas un WordPress, et ses réglages ne peuvent pas être remplacés pour le démarrer à l'écart.",
            "Files and databases restore as a whole; but it is no WordPress, and its settings cannot be replaced to boot it in a place apart.");
    static final Text PARTS_LEFT_OUT = new Text(
            "Ce point laisse exprès de côté des fichiers qu'une restauration reprend du site en place : à l'écart, le site n'a pas pu démarrer sans eux. Cela ne dit rien du point ; retirez ces motifs pour que l'exercice soit possible.",
            "This point leaves files out on purpose that a restore takes over from the live site: in a place apart the site could not start without them. That says nothing about the point; take those patterns off to make the drill possible.");
    static final Text NO_POSTGRESQL = new Text(
            "Il manque au serveur de restauration, pour un exercice, un serveur PostgreSQL (initdb, postgres) : installez le paquet postgresql.",
            "For a drill the restore server lacks a PostgreSQL server (initdb, postgres): install the package postgresql.");
    static final Text POSTGRESQL_ELSEWHERE = new Text(
            "Le site est sur une autre machine et a une base PostgreSQL, qui ne peut pas encore y être restaurée : un exercice ici ne prouverait rien. Ses fichiers seuls se restaurent ; gardez une voie à la main pour la base.",
            "The site is on another machine and has a PostgreSQL database, which cannot be restored there yet: a drill here would prove nothing. Its files alone can be restored; keep a way by hand for the database.");
    static final Text SERVERS_OWN = new Text(
            "Une base du site porte le nom d'une base du serveur : elle ne peut pas être chargée à l'écart. Renommez-la, ou comptez sur les autres preuves.",
            "A database of the site bears the name of one of the server's own: it cannot be loaded apart. Rename it, or count on the other evidence.");
    static final Text LONG_PATH = new Text(
            "Le chemin du dossier de données du service est trop long pour une socket : raccourcissez gardefou.data.directory.",
            "The path of the service's data directory is too long for a socket: shorten gardefou.data.directory.");
    static final Text OWNERS_NUMBER = new Text(
            "Les fichiers du site appartiennent à un utilisateur que l'exercice garde pour lui : donnez-les à un autre, puis refaites une sauvegarde.",
            "The site's files belong to a user whom the drill keeps for itself: give them to another one, then make a backup.");

    private DrillWords() {}

    static Text saysNothing(Text why) {
        return new Text(
                "L'exercice n'a pas pu être mené à bien ; cela ne dit rien du point. " + why.fr(),
                "The drill could not be carried through; that says nothing about the point. " + why.en());
    }

    static Text otherServer(Text why) {
        return new Text(
                "Le serveur de base de données de l'exercice n'est pas celui du site et ne connaît pas tout ce que la copie demande ; cela ne dit rien du point. Installez ici la même version, avec les mêmes extensions. "
                        + why.fr(),
                "The drill's database server is not the site's, and does not know all that the copy asks for; that says nothing about the point. Install the same version here, with the same extensions. "
                        + why.en());
    }

    static Text tooLarge(long megabytes, long most, long free) {
        return new Text(
                        "Ce point est trop grand pour un exercice (%d Mo ; au plus %d Mo, et %d Mo sont libres) : faites de la place sur le serveur de restauration, ou relevez gardefou.drill.largest.",
                        "This point is too large for a drill (%d MB; at most %d MB, and %d MB are free): make room on the restore server, or raise gardefou.drill.largest.")
                .with(megabytes, most, free);
    }

    static Text rowsMissing(Collection<String> tables) {
        return new Text(
                        "La copie de la base ne rend pas toutes ses lignes (tables : %s) : prenez un autre point ; l'hébergeur refait une sauvegarde.",
                        "The copy of the database does not give all its rows back (tables: %s): take another point; the hoster makes a backup.")
                .with(String.join(", ", tables));
    }

    static Text of(Lack lack) {
        return switch (lack.kind()) {
            case NOT_ROOT ->
                new Text(
                        "Un exercice demande que le service de restauration tourne en root : sans cela, il ne peut pas enfermer le site.",
                        "A drill needs the restore service to run as root: otherwise it cannot shut the site in.");
            case PROGRAMS ->
                new Text(
                                "Il manque au serveur de restauration, pour un exercice : %s. Installez-les (php-cli, php-mysql, mariadb-server, util-linux, iproute2).",
                                "For a drill the restore server lacks: %s. Install them (php-cli, php-mysql, mariadb-server, util-linux, iproute2).")
                        .with(String.join(", ", lack.programs()));
            case NAMESPACES ->
                new Text(
                        "Le noyau de ce serveur n'autorise pas d'espaces de noms (unshare) : le site ne peut pas être enfermé. L'hébergeur les autorise, ou fait tourner le service ailleurs.",
                        "This server's kernel allows no namespaces (unshare): the site cannot be shut in. The hoster allows them, or runs the service elsewhere.");
            case MYSQLI ->
                new Text(
                        "Le PHP du serveur de restauration n'a pas mysqli : installez php-mysql.",
                        "The restore server's PHP has no mysqli: install php-mysql.");
        };
    }

    static Text of(Excess excess) {
        return switch (excess) {
            case DISK -> tooMuch("de disque pour sa base de données", "disk for its database");
            case PROCESSES -> tooMuch("de processus", "processes");
            case MEMORY -> tooMuch("de mémoire", "memory");
        };
    }

    private static Text tooMuch(String fr, String en) {
        return new Text(
                "Restauré à l'écart, le site prend trop " + fr
                        + " : l'exercice a été arrêté. Cela ne dit rien du point ; l'hébergeur regarde ce que fait le site.",
                "Restored in a place apart, the site takes too much " + en
                        + ": the drill was ended. That says nothing about the point; the hoster sees what the site does.");
    }

    static Text of(Showing shown) {
        return switch (shown) {
            case HEALTHY, CONTENT_UNLIKE -> PASSED;
            case NO_ANSWER -> broken("ne répond pas du tout", "does not answer at all");
            case CRITICAL_ERROR -> broken("s'arrête sur une erreur de PHP", "stops at an error of PHP");
            case DATABASE_ERROR -> broken("n'arrive pas à lire sa base de données", "cannot read its database");
            case TABLE_MISSING -> broken("n'a pas toutes ses tables", "lacks a table of its database");
            case EMPTY_PAGE ->
                broken(
                        "montre une page d'accueil vide (souvent son thème manque)",
                        "shows an empty front page (often its theme is missing)");
            case NOT_INSTALLED ->
                broken(
                        "se croit à installer (sa base de données est vide)",
                        "believes that it is to be installed (its database is empty)");
            case REFUSED -> broken("refuse sa page d'accueil", "refuses its front page");
            case LOGIN_BROKEN -> broken("n'a plus de page de connexion", "has no login page any more");
            case UNDER_MAINTENANCE ->
                new Text(
                        "Le site restauré est en maintenance : il a sans doute été sauvegardé pendant une mise à jour. Faites une sauvegarde, puis demandez un autre exercice.",
                        "The restored site is under maintenance: it was probably backed up during an update. Make a backup, then ask for another drill.");
            case REDIRECTED ->
                new Text(
                        "La page d'accueil du site restauré renvoie ailleurs : ce qu'il montrerait n'a pas pu être vu. Cela ne dit rien du point.",
                        "The restored site's front page leads elsewhere: what it would show could not be seen. That says nothing about the point.");
        };
    }

    private static Text broken(String fr, String en) {
        return new Text(
                "Tout a été restauré, mais le site restauré " + fr
                        + " : il était déjà en panne quand il a été sauvegardé, ou il lui faut un autre PHP que celui de ce serveur. Prenez un point d'avant la panne, ou installez ce PHP.",
                "All was restored, but the restored site " + en
                        + ": it was broken already when it was backed up, or needs another PHP than this server has. Take a point from before that, or install that PHP.");
    }
}
