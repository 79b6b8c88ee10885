package org.gardefou.diagnostics.check;

import java.io.IOException;
import java.util.Optional;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.diagnostics.language.Text;

/**
 * Why a file that the site cannot do without is none that could be read: a folder or a named pipe stands in its place, it may not be
 * read, or it is so large that it is something else.
 *
 * @param text what is the matter and what to do, for people
 * @param certain whether the site meets it as well; that we may not read a file does not say that PHP may not
 */
record Obstacle(Text text, boolean certain) {

    /** Whether something stands at a path of the site, be it a link that leads out of it. */
    static boolean isThere(SiteFiles files, String path) throws IOException {
        try {
            return files.exists(path);
        } catch (FileAccessException e) {
            if (e.reason() == Reason.OUTSIDE_ROOT) return true;
            throw e;
        }
    }

    /**
     * What is in the way of reading a file that is there; empty when nothing is.
     *
     * @param path as the files take it
     * @param name as people know it
     * @param largest in bytes; what is larger is no such file
     */
    static Optional<Obstacle> to(SiteFiles files, String path, String name, int largest) throws IOException {
        try {
            long size = files.head(path, 1).size();
            return size <= largest ? Optional.empty() : Optional.of(tooLarge(name, size, largest));
        } catch (FileAccessException e) {
            return of(name, e.reason());
        }
    }

    /** What a reason means for the site; empty when the file is not there (any more), which is told elsewhere. */
    static Optional<Obstacle> of(String name, Reason reason) {
        return switch (reason) {
            case NOT_A_FILE, NOT_A_DIRECTORY ->
                Optional.of(
                        said(
                                name,
                                "%s n'est pas un fichier ordinaire : un dossier, un tube nommé ou un autre objet a pris sa place. Remettez le fichier.",
                                "%s is not an ordinary file: a folder, a named pipe or something else has taken its place. Put the file back."));
            case NOT_PERMITTED ->
                Optional.of(new Obstacle(
                        new Text(
                                "%s ne peut pas être lu par ce service : corrigez ses droits.".formatted(name),
                                "%s cannot be read by this service: correct its permissions.".formatted(name)),
                        false));
            case OUTSIDE_ROOT ->
                Optional.of(said(
                        name,
                        "%s mène hors du site : remettez un fichier à la place du lien.",
                        "%s leads out of the site: put a file in the place of the link."));
            case MISSING, CROSS_DEVICE, NOT_SUPPORTED, SWAPPED, OTHER -> Optional.empty();
        };
    }

    private static Obstacle tooLarge(String name, long size, int largest) {
        return new Obstacle(
                new Text(
                        "%s fait %d octets ; au-delà de %d ce n'est plus un tel fichier. Remettez l'original."
                                .formatted(name, size, largest),
                        "%s has %d bytes; with more than %d it is no such file any more. Put the original back."
                                .formatted(name, size, largest)),
                true);
    }

    private static Obstacle said(String name, String fr, String en) {
        return new Obstacle(new Text(fr.formatted(name), en.formatted(name)), true);
    }
}
