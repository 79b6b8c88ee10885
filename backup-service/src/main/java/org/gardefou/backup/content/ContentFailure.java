package org.gardefou.backup.content;

import java.util.Optional;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.restic.ResticException;

/** Why the files of a restore point could not be read, where waiting a little does not help. */
enum ContentFailure {
    SNAPSHOT_MISSING(
            "Ce point n'est plus dans le dépôt de sauvegarde : il ne peut être ni parcouru ni restauré. Choisissez-en un autre, et prévenez le support.",
            "This restore point is no longer in the repository: it can neither be browsed nor restored. Choose another one, and tell support."),
    REPOSITORY_DAMAGED(
            "Le dépôt de sauvegarde est endommagé ou ne s'ouvre pas avec sa clé. Le support doit le contrôler ; la lecture est réessayée chaque jour.",
            "The repository is damaged, or its key does not open it. Support must check it; the reading is tried again every day."),
    REPOSITORY_CLOSED(
            "La clé ou l'emplacement du dépôt de sauvegarde n'est pas accessible. L'exploitant les rétablit ; la lecture est réessayée chaque jour.",
            "The repository's key or place cannot be had. The operator puts them back; the reading is tried again every day."),
    TOO_MANY_FILES(
            "Ce point a plus de fichiers et de dossiers que l'index n'en prend : ils ne peuvent pas être parcourus ici. La sauvegarde est faite et peut être restaurée. Supprimez du site ce qui ne sert plus (caches, sessions, journaux) pour que les points suivants soient lus, ou demandez au support une limite plus haute.",
            "This restore point has more files and folders than the index takes: they cannot be browsed here. The backup is made and can be restored. Delete from the site what is of no more use (caches, sessions, logs) so that the next points are read, or ask support for a higher limit."),
    TOO_MANY_VERSIONS(
            "L'index de ce site est plein : trop de fichiers changent d'une sauvegarde à l'autre. La sauvegarde est faite et peut être restaurée. La lecture est réessayée chaque jour, et reprend quand des points plus anciens ont expiré ; moins de fichiers recréés sans cesse (caches, sessions) ou une limite plus haute, par le support, y aident.",
            "The index of this site is full: too many files change from one backup to the next. The backup is made and can be restored. The reading is tried again every day, and goes on when older points have expired; fewer files that are made anew all the time (caches, sessions) or a higher limit, by support, help."),
    UNREADABLE(
            "La liste des fichiers n'a pas pu être lue. La lecture est réessayée chaque jour ; si cela dure, prévenez le support.",
            "The list of files could not be read. It is tried again every day; if this goes on, tell support.");

    private final Text text;

    ContentFailure(String fr, String en) {
        this.text = new Text(fr, en);
    }

    Text text() {
        return text;
    }

    /** Empty when it passes by itself, or is no failure: then it is tried again soon. */
    static Optional<ContentFailure> of(Exception failure) {
        return switch (failure) {
            case ResticException.SnapshotUnknown _ -> Optional.of(SNAPSHOT_MISSING);
            case ResticException.RepositoryMissing _, ResticException.WrongPassword _, ResticException.Damaged _ ->
                Optional.of(REPOSITORY_DAMAGED);
            case ResticException.ResticFailed _ -> Optional.of(UNREADABLE);
            case Incoming.TooMany _ -> Optional.of(TOO_MANY_FILES);
            case RepositoryUnusable _ -> Optional.of(REPOSITORY_CLOSED);
            default -> Optional.empty();
        };
    }
}
