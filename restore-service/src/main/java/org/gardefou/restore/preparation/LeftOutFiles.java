package org.gardefou.restore.preparation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.restic.PathPattern;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * What a restore point leaves out on purpose and the live site has. The restored tree takes the place of the live one as a whole, so that it would
 * vanish: it is copied over instead, as it is, code as well, since nothing else has it. Copied and not linked: what is written after the switch must
 * not change the tree that a rollback puts back.
 */
final class LeftOutFiles {

    /** More names than that in one folder nobody could list; a restore must not lose the rest unseen. */
    private static final int LONGEST_FOLDER = 1_000_000;

    private final SiteFiles live;
    private final Target target;
    private final List<PathPattern> patterns;
    private final @Nullable List<String> parts;
    private final int most;

    private LeftOutFiles(
            SiteFiles live, Target target, List<PathPattern> patterns, @Nullable List<String> parts, int most) {
        this.live = live;
        this.target = target;
        this.patterns = patterns;
        this.parts = parts;
        this.most = most;
    }

    /** @param most more files are refused */
    static LeftOutFiles of(SiteFiles live, Target target, SnapshotLayout layout, int most) {
        return new LeftOutFiles(
                live, target, layout.excluded().stream().map(PathPattern::of).toList(), layout.parts(), most);
    }

    /** Whether a path below the document root, or a folder above it, is left out on purpose. */
    boolean takes(String below) {
        StringBuilder path = new StringBuilder(target.documentRootBelow());
        for (String name : below.split("/", -1)) {
            String at = path.append('/').append(name).toString();
            if (patterns.stream().anyMatch(pattern -> pattern.matches(at))) return true;
        }
        return false;
    }

    /** Is shown each entry that is left out, in the order of the tree: a folder before what is in it. */
    private interface Visitor {
        void see(Entry entry, boolean top) throws IOException;
    }

    /** Bytes that have to be copied. */
    long bytes() throws IOException, RestoreFailure {
        long[] filesAndBytes = new long[2];
        walk((entry, top) -> {
            if (entry.kind() != Entry.Kind.FILE) return;
            filesAndBytes[0]++;
            filesAndBytes[1] += entry.size();
        });
        if (filesAndBytes[0] > most) throw tooMany(filesAndBytes[0]);
        return filesAndBytes[1];
    }

    /**
     * Copies what the restored tree does not have as it is live.
     *
     * @param tree the restored document root in our folder
     * @param links whether links are made, too: only before the tree is made harmless
     * @return what was copied, below the document root; of a folder its name alone
     */
    List<String> copyInto(Workplace place, String tree, boolean links) throws IOException, RestoreFailure {
        List<String> copied = new ArrayList<>();
        String[] under = {""};
        walk((entry, top) -> {
            String below = entry.path().substring(target.documentRootBelow().length() + 1);
            if (top) under[0] = Workplace.shown(below);
            if (put(entry, place, tree, below, links)
                    && (copied.isEmpty() || !copied.getLast().equals(under[0]))) {
                copied.add(under[0]);
            }
        });
        return List.copyOf(copied);
    }

    private static boolean put(Entry entry, Workplace place, String tree, String below, boolean links)
            throws IOException {
        if (entry.kind() == Entry.Kind.LINK && !links) return false;
        // First: behind a link or a file nothing of the restored tree is looked at.
        if (!room(place, tree, below)) return false;
        String copy = tree + "/" + below;
        Entry there = Parents.entry(place.ours(), copy);
        return switch (entry.kind()) {
            case DIRECTORY -> {
                if (there != null) yield false;
                place.makeFolder(copy, entry.mode() & 0777);
                yield true;
            }
            case FILE -> !same(entry, there) && copied(entry, place, copy);
            case LINK -> {
                String leadsTo = entry.target();
                if (leadsTo == null || there != null) yield false;
                place.makeLink(copy, leadsTo);
                yield true;
            }
            case FIFO, SOCKET, DEVICE -> false;
        };
    }

    private static boolean room(Workplace place, String tree, String below) throws IOException {
        return Restored.room(place, tree, below.substring(0, Math.max(0, below.lastIndexOf('/'))));
    }

    /** Whether it was copied as it is now; where anything else than a file stands in the restored tree, that stays. */
    private static boolean same(Entry entry, @Nullable Entry copy) {
        if (copy == null) return false;
        if (copy.kind() != Entry.Kind.FILE) return true;
        return copy.size() == entry.size() && copy.modified().equals(entry.modified());
    }

    private static boolean copied(Entry entry, Workplace place, String copy) throws IOException {
        try {
            place.copyIn(entry, copy, entry.mode() & 0777);
            return true;
        } catch (FileAccessException e) {
            if (vanished(e)) return false;
            throw e;
        }
    }

    private void walk(Visitor visitor) throws IOException, RestoreFailure {
        if (!patterns.isEmpty()) walk(target.documentRootBelow(), false, visitor);
    }

    private void walk(String folder, boolean within, Visitor visitor) throws IOException, RestoreFailure {
        for (Entry entry : entries(folder)) {
            if (!comesBack(entry.path())) continue;
            boolean meant = within || patterns.stream().anyMatch(pattern -> pattern.matches(entry.path()));
            if (meant) visitor.see(entry, !within);
            if (entry.kind() != Entry.Kind.DIRECTORY) continue;
            if (meant || patterns.stream().anyMatch(pattern -> pattern.mayMatchBelow(entry.path()))) {
                walk(entry.path(), meant, visitor);
            }
        }
    }

    /** Whether something is, or may hold, what the restore puts in place: of the rest nothing vanishes. */
    private boolean comesBack(String path) {
        List<String> chosen = parts;
        if (chosen == null) return true;
        String below = path.substring(target.documentRootBelow().length() + 1);
        return chosen.stream().anyMatch(part -> Selection.within(below, part) || Selection.within(part, below));
    }

    private List<Entry> entries(String folder) throws IOException, RestoreFailure {
        try {
            SiteFiles.Listing listing = live.list(folder, LONGEST_FOLDER);
            if (listing.cut()) throw tooMany(LONGEST_FOLDER);
            return listing.entries();
        } catch (FileAccessException e) {
            if (vanished(e)) return List.of();
            throw e;
        }
    }

    /** A living site's files come and go; and what was swapped for a link out of the site is no part of it. */
    private static boolean vanished(FileAccessException e) {
        return switch (e.reason()) {
            case MISSING, OUTSIDE_ROOT, NOT_A_FILE, NOT_A_DIRECTORY -> true;
            default -> false;
        };
    }

    private static RestoreFailure tooMany(long files) {
        return new RestoreFailure(
                FailureCode.FILES_FAILED,
                new Text(
                                "Ce point laisse de côté plus de %s fichiers que le site a en ligne : trop pour les reprendre. Déplacez-les hors du dossier du site, restaurez, puis remettez-les.",
                                "This point leaves out more than %s files that the live site has: too many to be taken over. Move them out of the site's folder, restore, then put them back.")
                        .with(Long.toString(files)));
    }
}
