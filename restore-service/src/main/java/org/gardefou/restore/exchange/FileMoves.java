package org.gardefou.restore.exchange;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Prepared.Move;
import org.gardefou.restore.preparation.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * Puts chosen files and folders in place one by one, each in one step: exchanged with what stands there, or moved to where nothing
 * does. How far it is, is seen in our own folder, which nobody else enters: what was restored lies in it, or what it replaced.
 */
final class FileMoves {

    /** What is said when the live site went on between the look and the move. */
    private static final Set<Reason> PASSED_BY = EnumSet.of(Reason.MISSING, Reason.NOT_A_DIRECTORY, Reason.OTHER);

    private final Workplace place;
    private final String tree;
    private final List<Move> moves;

    /** @param prepared with its moves planned */
    FileMoves(Workplace place, Prepared prepared) {
        this.place = place;
        this.tree = prepared.tree();
        this.moves = Objects.requireNonNull(prepared.moves());
    }

    /** What is to be moved, by what stands on the live site now. */
    static List<Move> plan(Workplace place, Prepared prepared) throws IOException, RestoreFailure {
        Map<String, Move> moves = new LinkedHashMap<>();
        for (String part : Objects.requireNonNull(prepared.parts())) {
            String path = place.topmost(part);
            if (moves.containsKey(path)) continue;
            String restored = place.prepared(prepared.tree(), path);
            if (restored == null) {
                // Made harmless, nothing of it is left: a device or a FIFO alone.
                if (path.equals(part)) continue;
                throw new FileAccessException(Reason.SWAPPED, path + " is not where it was restored.");
            }
            moves.put(path, new Move(path, restored, place.standing(path)));
        }
        return List.copyOf(moves.values());
    }

    /** Whether all are in place. */
    boolean done() throws IOException {
        for (Move move : moves) {
            if (!done(move)) return false;
        }
        return true;
    }

    private boolean done(Move move) throws IOException {
        String prepared = place.prepared(tree, move.path());
        if (prepared == null && move.before() != null) {
            throw new FileAccessException(Reason.SWAPPED, move.path() + " is not where it was restored.");
        }
        return !move.restored().equals(prepared);
    }

    /** Moves what is not moved yet. When it fails the caller calls {@link #undo}. */
    void run() throws IOException, RestoreFailure {
        for (Move move : moves) {
            if (done(move)) continue;
            // Looked at again: a parent may have become a link, and a thing another one.
            if (!place.topmost(move.path()).equals(move.path())
                    || !Objects.equals(move.before(), place.standing(move.path()))) {
                throw changed(move, null);
            }
            try {
                if (move.before() == null) place.moveIn(tree, move.path());
                else place.exchange(tree, move.path());
            } catch (FileAccessException e) {
                if (PASSED_BY.contains(e.reason())) throw changed(move, e);
                throw e;
            }
        }
    }

    /**
     * Puts back what stood there, wherever {@link #run} was cut short, and this was. What the customer has put there since takes the
     * place of what was restored, and is gone with it.
     */
    void undo() throws IOException, RestoreFailure {
        for (Move move : moves.reversed()) {
            String standing = place.standing(move.path());
            boolean back = move.before() == null
                    ? place.prepared(tree, move.path()) != null || standing == null
                    : move.before().equals(standing) || !done(move);
            if (back) continue;
            try {
                if (move.before() == null) place.moveOut(tree, move.path());
                else if (standing == null) place.moveIn(tree, move.path());
                else place.exchange(tree, move.path());
            } catch (FileAccessException e) {
                if (e.reason() != Reason.MISSING) throw e;
                throw new RestoreFailure(
                        FailureCode.FILES_CHANGED,
                        new Text(
                                        "Le dossier au-dessus de %s n'est plus sur le site ; recréez-le, et le retour en arrière continue de lui-même.",
                                        "The folder above %s is no longer on the site; make it again, and the rollback goes on by itself.")
                                .with(move.path()),
                        e);
            }
        }
    }

    private static RestoreFailure changed(Move move, @Nullable FileAccessException cause) {
        return new RestoreFailure(
                FailureCode.FILES_CHANGED,
                new Text(
                                "Sur le site, %s a été remplacé ou enlevé pendant la restauration ; le site est comme il était. Recommencez quand personne n'y travaille.",
                                "On the site, %s was replaced or removed while the restore ran; the site is as it was. Start again when nobody works on it.")
                        .with(move.path()),
                cause);
    }
}
