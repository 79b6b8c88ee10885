package org.gardefou.backup.maintenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which a repository and what we know of it differ.
 *
 * @param snapshot its full id
 * @param repaired whether it was put right
 */
@Schema(name = "ReconciliationDifference")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Difference(
        @Schema(examples = "LEFTOVER") Kind kind,

        @Schema(examples = "4bba301e0c1f2a5d7e90d3b8c6a4f51208e7b9d6c3a1f04e5d2b7c8a9f6e3d10")
        String snapshot,

        @Nullable UUID restorePoint,
        @Nullable UUID backup,
        boolean repaired,
        Text text) {

    private static final Text REMOVED = new Text(
            "Reste d'une sauvegarde interrompue ou d'un point oublié : il a été retiré.",
            "What an interrupted backup or a forgotten point left: it was removed.");
    private static final Text STAYING = new Text(
            "Reste d'une sauvegarde interrompue ou d'un point oublié : il reste là, car ce lieu n'accepte que des ajouts. Il ne gêne aucune restauration ; pour reprendre sa place, effacez-le vous-même avec un compte qui en a le droit (restic forget).",
            "What an interrupted backup or a forgotten point left: it stays, since this place is append-only. It is in the way of no restore; to have its space back, remove it yourself with an account that may (restic forget).");

    /** What it is. */
    enum Kind {
        /** A snapshot of a backup of ours that failed, was cancelled, or whose point has been forgotten. */
        LEFTOVER(
                "Reste d'une sauvegarde interrompue ou d'un point oublié : il est encore là, et sera retiré dès que le dépôt est libre.",
                "What an interrupted backup or a forgotten point left: it is still there, and is removed as soon as the repository is free."),
        /** A snapshot that we did not make, or know nothing of. */
        FOREIGN(
                "Cet instantané n'est pas de nous : nous n'y touchons pas. Retirez-le vous-même avec restic forget s'il n'est à personne.",
                "This snapshot is not ours: we do not touch it. Remove it yourself with restic forget if it is nobody's."),
        /** A restore point whose snapshot is not there. */
        SNAPSHOT_GONE(
                "L'instantané de ce point n'est plus dans le dépôt : le point est perdu. Cherchez qui l'a retiré, et refaites une sauvegarde.",
                "The snapshot of this point is in the repository no more: the point is lost. Find out who removed it, and make a backup."),
        /** One that was gone, and is there again. */
        SNAPSHOT_BACK(
                "L'instantané de ce point est de nouveau dans le dépôt.",
                "The snapshot of this point is in the repository again.");

        private final Text text;

        Kind(String fr, String en) {
            this.text = new Text(fr, en);
        }

        Text text() {
            return text;
        }
    }

    static Difference of(Kind kind, String snapshot, @Nullable UUID restorePoint, @Nullable UUID backup) {
        return new Difference(kind, snapshot, restorePoint, backup, false, kind.text());
    }

    /** A leftover that was removed. */
    Difference removed() {
        return new Difference(kind, snapshot, restorePoint, backup, true, REMOVED);
    }

    /** A leftover where nothing can be removed. */
    Difference staying() {
        return new Difference(kind, snapshot, restorePoint, backup, false, STAYING);
    }
}
