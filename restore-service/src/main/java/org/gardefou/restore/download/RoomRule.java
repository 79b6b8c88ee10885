package org.gardefou.restore.download;

import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;

/**
 * Whether there is room to pack something. Pure. What is packed is taken for as large as it is now: pictures hardly shrink.
 *
 * @param mostBytes of one download
 * @param mostKept of all files together
 * @param spare bytes of the disk that stay free
 */
record RoomRule(long mostBytes, long mostKept, long spare, long mostZipEntries) {

    private static final double GIGA = 1e9;

    /**
     * Demands room.
     *
     * @param kept bytes of the files that are there
     * @param free bytes of the disk
     */
    void demand(Selection selection, Format format, long kept, long free) throws RestoreFailure {
        if (selection.bytes() > mostBytes) {
            throw no(new Text(
                            "C'est trop pour un téléchargement (%.1f Go ; au plus %.1f Go). Choisissez moins de dossiers, ou restaurez le site.",
                            "It is too much for a download (%.1f GB; %.1f GB at most). Choose fewer folders, or restore the site.")
                    .with(selection.bytes() / GIGA, mostBytes / GIGA));
        }
        if (format == Format.ZIP && selection.entries() > mostZipEntries) {
            throw no(new Text(
                            "C'est trop de fichiers pour un zip (%d ; au plus %d). Demandez le format TAR_GZIP, ou moins de dossiers.",
                            "These are too many files for a zip (%d; %d at most). Ask for the format TAR_GZIP, or for fewer folders.")
                    .with(selection.entries(), mostZipEntries));
        }
        if (kept + selection.bytes() > mostKept || free - selection.bytes() < spare) {
            throw no(
                    new Text(
                            "Le serveur n'a pas la place de préparer ce téléchargement pour l'instant. Réessayez demain, quand les précédents auront expiré, ou choisissez moins de dossiers.",
                            "The server has no room to prepare this download right now. Try again tomorrow, when earlier ones have expired, or choose fewer folders."));
        }
    }

    static RestoreFailure pointGone() {
        return new RestoreFailure(
                FailureCode.POINT_GONE,
                new Text(
                        "Ce point de restauration a expiré ou s'est abîmé entre-temps ; choisissez-en un autre.",
                        "This restore point expired or went bad meanwhile; choose another."));
    }

    private static RestoreFailure no(Text text) {
        return new RestoreFailure(FailureCode.NO_SPACE, text);
    }
}
