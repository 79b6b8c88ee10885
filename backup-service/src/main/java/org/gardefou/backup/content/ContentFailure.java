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
            case RepositoryUnusable _ -> Optional.of(REPOSITORY_CLOSED);
            default -> Optional.empty();
        };
    }
}
