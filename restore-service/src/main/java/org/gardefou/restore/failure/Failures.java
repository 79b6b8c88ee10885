package org.gardefou.restore.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.host.CommandFailedException;
import org.gardefou.access.host.CommandOutcome;
import org.gardefou.access.postgres.PostgresException;
import org.gardefou.access.secret.SecretUnavailableException;
import org.gardefou.access.ssh.SshException;
import org.gardefou.restic.ResticException;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** Turns what the libraries throw into the failures of a restore. */
public final class Failures {

    private Failures() {}

    /** What an exception of a step means. */
    public static RestoreFailure of(Throwable problem) {
        return switch (problem) {
            case RestoreFailure failure -> failure;
            case FailureInside inside -> inside.failure();
            case UncheckedIOException carried when carried.getCause() != null -> of(carried.getCause());
            case SshException ssh -> ssh(ssh);
            case ResticException restic -> restic(restic);
            case DatabaseException database -> database(database);
            case PostgresException postgres -> postgres(postgres);
            case FileAccessException files -> files(files);
            case SecretUnavailableException secret ->
                failure(
                        FailureCode.SECRET_UNAVAILABLE,
                        "Le secret d'administration de la base de données est illisible ; l'hébergeur doit le rétablir. %s",
                        "The secret to administer the database cannot be read; the hoster must put it right. %s",
                        secret);
            case CommandFailedException command when command.outcome() instanceof CommandOutcome.Lost -> away(command);
            case CommandFailedException command ->
                full(command.getMessage())
                        ? noSpace(command)
                        : failure(
                                FailureCode.FILES_FAILED,
                                "Une commande sur le serveur du site a échoué. %s",
                                "A command on the site's server failed. %s",
                                command);
            case IOException io when full(io.getMessage()) -> noSpace(io);
            case IOException io ->
                failure(
                        FailureCode.FILES_FAILED,
                        "Un fichier du site n'a pas pu être traité. %s",
                        "A file of the site could not be handled. %s",
                        io);
            default ->
                new RestoreFailure(
                        FailureCode.INTERNAL,
                        new Text(
                                "Une erreur inattendue est survenue ; le support la trouve dans le journal du service.",
                                "Something unexpected happened; support finds it in the service's log."),
                        problem);
        };
    }

    private static RestoreFailure restic(ResticException problem) {
        return switch (problem) {
            case ResticException.BinaryMissing e ->
                failure(
                        FailureCode.RESTIC_MISSING,
                        "restic manque sur le serveur de restauration ; l'hébergeur doit l'installer. %s",
                        "restic is missing on the restore server; the hoster must install it. %s",
                        e);
            case ResticException.RepositoryLocked e ->
                failure(
                        FailureCode.REPOSITORY_LOCKED,
                        "Le dépôt de sauvegarde est occupé ; la restauration attend. %s",
                        "The backup repository is busy; the restore waits. %s",
                        e);
            case ResticException.RepositoryUnreachable e -> unreachable(e);
            case ResticException.TimedOut e -> unreachable(e);
            case ResticException.RepositoryMissing e ->
                failure(
                        FailureCode.REPOSITORY_MISSING,
                        "Le dépôt de sauvegarde est introuvable ; l'hébergeur doit vérifier son stockage. %s",
                        "The backup repository is not there; the hoster must look at its storage. %s",
                        e);
            case ResticException.WrongPassword e ->
                failure(
                        FailureCode.WRONG_KEY,
                        "La clé n'ouvre pas le dépôt de sauvegarde ; l'hébergeur doit la rétablir. %s",
                        "The key does not open the backup repository; the hoster must put it right. %s",
                        e);
            case ResticException.SnapshotUnknown e ->
                failure(
                        FailureCode.POINT_GONE,
                        "Ce point de restauration n'existe plus ; choisissez-en un autre. %s",
                        "This restore point is gone; choose another. %s",
                        e);
            case ResticException.Damaged e -> damaged(e);
            case ResticException.RestoreIncomplete e -> full(e.getMessage()) ? noSpace(e) : damaged(e);
            case ResticException.NothingSelected e -> missing(e);
            case ResticException.PathMissing e -> missing(e);
            case ResticException.NoSpace e -> noSpace(e);
            default ->
                full(problem.getMessage())
                        ? noSpace(problem)
                        : failure(
                                FailureCode.INTERNAL,
                                "restic a échoué ; le support trouve la raison dans le journal. %s",
                                "restic failed; support finds the reason in the log. %s",
                                problem);
        };
    }

    private static RestoreFailure ssh(SshException problem) {
        return switch (problem.reason()) {
            case UNREACHABLE, LOST -> away(problem);
            case OTHER_HOST_KEY ->
                failure(
                        FailureCode.SERVER_UNTRUSTED,
                        "Le serveur du site ne montre pas la clé d'hôte enregistrée ; l'hébergeur doit la vérifier sur le serveur. %s",
                        "The site's server does not show the registered host key; the hoster must check it on the server. %s",
                        problem);
            case LOGIN_REFUSED, KEY_UNREADABLE ->
                failure(
                        FailureCode.SERVER_LOGIN_REFUSED,
                        "Le serveur du site refuse la connexion SSH ; l'hébergeur doit corriger l'utilisateur ou la clé. %s",
                        "The site's server refuses the SSH login; the hoster must correct user or key. %s",
                        problem);
            case NOT_FORWARDED ->
                failure(
                        FailureCode.SERVER_NOT_READY,
                        "Le serveur SSH du site refuse ce qu'il faut à une restauration ; l'hébergeur doit l'autoriser. %s",
                        "The site's SSH server refuses what a restore needs; the hoster must allow it. %s",
                        problem);
        };
    }

    private static RestoreFailure away(Throwable problem) {
        return failure(
                FailureCode.SERVER_UNREACHABLE,
                "Le serveur du site ne répond pas, ou la connexion s'est coupée ; la restauration attend et réessaie. %s",
                "The site's server does not answer, or the connection was cut; the restore waits and tries again. %s",
                problem);
    }

    private static RestoreFailure database(DatabaseException problem) {
        return switch (problem.code()) {
            case 1045, 1130, 1698, 1227, 1142 ->
                failure(
                        FailureCode.DATABASE_ACCESS_DENIED,
                        "Le serveur de base de données refuse le compte d'administration ; l'hébergeur doit corriger le secret. %s",
                        "The database server refuses the administration's account; the hoster must correct the secret. %s",
                        problem);
            case 2002, 2003, 2005, 2006, 2013, 1040 ->
                failure(
                        FailureCode.DATABASE_UNREACHABLE,
                        "Le serveur de base de données ne répond pas ; la restauration attend. %s",
                        "The database server does not answer; the restore waits. %s",
                        problem);
            case 1205, 1213 ->
                failure(
                        FailureCode.DATABASE_BUSY,
                        "Des transactions du site restent ouvertes ; la restauration réessaie. %s",
                        "Transactions of the site stay open; the restore tries again. %s",
                        problem);
            case DatabaseException.OWNER_MISSING ->
                failure(
                        FailureCode.DATABASE_OWNER_MISSING,
                        "Les vues, routines, déclencheurs et événements du site agissent avec les droits d'un compte, et aucun compte n'est sûrement celui du site ; l'hébergeur doit créer un compte qui a tous les droits sur cette base et sur rien d'autre, puis recommencer. %s",
                        "The site's views, routines, triggers and events act with an account's rights, and no account is surely the site's; the hoster must make an account that has all rights on this database and on nothing else, then start again. %s",
                        problem);
            case DatabaseException.REACHED ->
                failure(
                        FailureCode.DATABASE_NOT_PRIVATE,
                        "Un compte étranger à la restauration a des droits sur les bases dont le nom commence par gardefou_ ; l'hébergeur doit les lui retirer, puis recommencer. %s",
                        "An account that is not the restore's has rights on the databases whose names begin with gardefou_; the hoster must take them away, then start again. %s",
                        problem);
            case DatabaseException.LINKED ->
                failure(
                        FailureCode.TABLES_LINKED,
                        "Des clés étrangères lient les tables choisies à d'autres %s ; choisissez-les ensemble, ou toute la base.",
                        "Foreign keys tie the chosen tables to others %s; choose them together, or the whole database.",
                        problem);
            case DatabaseException.TABLE_MISSING ->
                failure(
                        FailureCode.TABLE_MISSING_IN_POINT,
                        "Ce point de restauration n'a pas toutes les tables choisies ; vérifiez leurs noms, ou choisissez un autre point. %s",
                        "This restore point does not have all of the chosen tables; check their names, or choose another point. %s",
                        problem);
            case 28, 1021, 1114 -> noSpace(problem);
            default ->
                full(problem.getMessage())
                        ? noSpace(problem)
                        : failure(
                                FailureCode.DATABASE_FAILED,
                                "La base de données a refusé la copie restaurée ; choisissez un autre point de restauration ou appelez le support. %s",
                                "The database refused the restored copy; choose another restore point or call support. %s",
                                problem);
        };
    }

    private static RestoreFailure postgres(PostgresException problem) {
        return switch (problem.kind()) {
            case ACCESS_DENIED ->
                failure(
                        FailureCode.DATABASE_ACCESS_DENIED,
                        "Le serveur PostgreSQL refuse le compte d'administration, ou celui-ci n'a pas le droit de créer des rôles et des bases ; l'hébergeur doit corriger le secret ou les droits. %s",
                        "The PostgreSQL server refuses the administration's account, or that may not make roles and databases; the hoster must correct the secret or the rights. %s",
                        problem);
            case UNREACHABLE ->
                failure(
                        FailureCode.DATABASE_UNREACHABLE,
                        "Le serveur PostgreSQL ne répond pas ; la restauration attend. %s",
                        "The PostgreSQL server does not answer; the restore waits. %s",
                        problem);
            case UNKNOWN_DATABASE ->
                failure(
                        FailureCode.DATABASE_MISSING,
                        "La base PostgreSQL du site n'existe plus ; l'hébergeur doit la recréer, vide, au nom du rôle du site, puis recommencer. %s",
                        "The site's PostgreSQL database does not exist any more; the hoster must make it again, empty, owned by the site's role, then start again. %s",
                        problem);
            case BUSY ->
                failure(
                        FailureCode.DATABASE_BUSY,
                        "Quelqu'un occupe encore la base du site ; la restauration réessaie. %s",
                        "Somebody still holds the site's database; the restore tries again. %s",
                        problem);
            case CLIENT_MISSING, CLIENT_OUTDATED ->
                failure(
                        FailureCode.DATABASE_CLIENT_UNFIT,
                        "Les programmes clients de PostgreSQL manquent ici, ou sont plus anciens que le serveur ; l'hébergeur doit installer le paquet nommé, puis recommencer. %s",
                        "PostgreSQL's client programs are missing here, or older than the server; the hoster must install the package that is named, then start again. %s",
                        problem);
            case DUMP_CUT_SHORT ->
                failure(
                        FailureCode.DUMP_MISSING,
                        "La copie de la base est incomplète ; choisissez un autre point de restauration. %s",
                        "The copy of the database is cut short; choose another restore point. %s",
                        problem);
            case OWNER_MISSING ->
                failure(
                        FailureCode.DATABASE_OWNER_MISSING,
                        "Une copie se charge avec les droits du rôle du site, et on ne sait pas lequel c'est, ou il en a trop ; l'hébergeur doit donner tout le contenu de la base à un rôle du site, sans droits sur le serveur, puis recommencer. %s",
                        "A copy is loaded with the rights of the site's role, and nobody can tell which that is, or it has too many; the hoster must give all that is in the database to a role of the site's, without rights on the server, then start again. %s",
                        problem);
            case OTHER ->
                full(problem.getMessage())
                        ? noSpace(problem)
                        : failure(
                                FailureCode.DATABASE_FAILED,
                                "PostgreSQL a refusé la copie restaurée ; choisissez un autre point de restauration ou appelez le support. %s",
                                "PostgreSQL refused the restored copy; choose another restore point or call support. %s",
                                problem);
        };
    }

    private static RestoreFailure files(FileAccessException problem) {
        return switch (problem.reason()) {
            case CROSS_DEVICE, NOT_SUPPORTED ->
                failure(
                        FailureCode.CROSS_DEVICE,
                        "Le dossier du site ne peut pas être échangé d'un seul geste ; l'hébergeur doit le mettre sur le même système de fichiers que sa racine. %s",
                        "The site's folder cannot be exchanged in one step; the hoster must put it on the same file system as its root. %s",
                        problem);
            case MISSING, NOT_A_DIRECTORY ->
                failure(
                        FailureCode.SITE_FOLDER_MISSING,
                        "Le dossier du site n'est pas à sa place ; l'hébergeur doit le recréer ou corriger l'adresse du site. %s",
                        "The site's folder is not where it should be; the hoster must make it again or correct where the site is. %s",
                        problem);
            case SWAPPED ->
                failure(
                        FailureCode.FILES_FAILED,
                        "Pendant la restauration, le dossier de travail de Garde-fou a été déplacé ou remplacé ; le site n'a pas changé. Laissez ce dossier en place, puis recommencez. %s",
                        "While the restore ran, Garde-fou's own folder was moved or replaced; the site is unchanged. Leave that folder alone, then start again. %s",
                        problem);
            default ->
                full(problem.getMessage())
                        ? noSpace(problem)
                        : failure(
                                FailureCode.FILES_FAILED,
                                "Un fichier du site n'a pas pu être traité ; l'hébergeur doit vérifier les droits du service. %s",
                                "A file of the site could not be handled; the hoster must check the service's rights. %s",
                                problem);
        };
    }

    private static RestoreFailure unreachable(ResticException problem) {
        return failure(
                FailureCode.REPOSITORY_UNREACHABLE,
                "Le stockage des sauvegardes ne répond pas ; la restauration attend. %s",
                "The backup storage does not answer; the restore waits. %s",
                problem);
    }

    private static RestoreFailure damaged(ResticException problem) {
        return failure(
                FailureCode.REPOSITORY_DAMAGED,
                "Ce point de restauration est abîmé ; choisissez-en un autre. %s",
                "This restore point is damaged; choose another. %s",
                problem);
    }

    private static RestoreFailure missing(ResticException problem) {
        return failure(
                FailureCode.FILES_MISSING_IN_POINT,
                "Ce point de restauration ne contient pas les fichiers du site ; choisissez-en un autre. %s",
                "This restore point does not hold the site's files; choose another. %s",
                problem);
    }

    private static RestoreFailure noSpace(Throwable problem) {
        return failure(
                FailureCode.NO_SPACE,
                "Le disque du site est plein ; libérez de la place, puis recommencez. Le site n'a pas changé. %s",
                "The site's disk is full; free some room, then start again. The site is unchanged. %s",
                problem);
    }

    private static boolean full(@Nullable String message) {
        return message != null
                && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded")
                        || message.contains("Errcode: 28"));
    }

    private static RestoreFailure failure(FailureCode code, String fr, String en, Throwable cause) {
        return new RestoreFailure(code, new Text(fr, en).with("(" + cause.getMessage() + ")"), cause);
    }
}
