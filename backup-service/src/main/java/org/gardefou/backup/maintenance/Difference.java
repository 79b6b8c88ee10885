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

    /** What it is. */
    enum Kind {
        /** A snapshot of a backup of ours that failed, was cancelled, or whose point has been forgotten. */
        LEFTOVER(
                "Reste d'une sauvegarde interrompue ou d'un point oublié : il est retiré.",
                "What an interrupted backup or a forgotten point left: it is removed."),
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

    Difference putRight() {
        return new Difference(kind, snapshot, restorePoint, backup, true, text);
    }
}
