package org.gardefou.restore.dryrun;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.restic.Node;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Goes through the files of a restore point and of the live site, and compares them. */
final class FileLook {

    private final Target target;
    private final @Nullable List<String> parts;
    private final FileDifferences differences;
    private final List<String> candidates;
    private final int most;

    /** @param parts what comes back, below the document root; null for all of it */
    FileLook(Target target, @Nullable List<String> parts, FileDifferences differences, int most) {
        this.target = target;
        this.parts = parts;
        this.differences = differences;
        this.candidates = target.namesInPoint();
        this.most = most;
    }

    /** A node of the snapshot, wherever in it. */
    void then(Node node) {
        for (String root : candidates) {
            if (node.path().startsWith(root + "/")) {
                String below = node.path().substring(root.length() + 1);
                if (chosen(below)) differences.then(below, node);
                return;
            }
        }
    }

    /**
     * Walks through the live site; stops when it is late, and where there is more than can be compared.
     *
     * @param kept what is kept although the point does not have it, by paths below the document root
     */
    void now(SiteFiles live, BiPredicate<String, Entry> kept, BooleanSupplier late) throws IOException {
        String root = target.documentRootBelow();
        Deque<String> folders = new ArrayDeque<>();
        if (parts == null) folders.add("");
        else for (String part : parts) see(live, kept, root, part, folders);
        int seen = 0;
        while (!folders.isEmpty()) {
            String folder = folders.pop();
            if (late.getAsBoolean() || seen > most) {
                differences.cut();
                return;
            }
            SiteFiles.Listing listing;
            try {
                listing = live.list(folder.isEmpty() ? root : root + "/" + folder, most);
            } catch (FileAccessException e) {
                // What vanished meanwhile is not there any more.
                if (e.reason() == FileAccessException.Reason.MISSING) continue;
                throw e;
            }
            if (listing.cut()) differences.cut();
            for (Entry entry : listing.entries()) {
                seen++;
                see(entry, kept, folder.isEmpty() ? entry.name() : folder + "/" + entry.name(), folders);
            }
        }
    }

    private void see(SiteFiles live, BiPredicate<String, Entry> kept, String root, String part, Deque<String> folders)
            throws IOException {
        try {
            see(live.stat(root + "/" + part), kept, part, folders);
        } catch (FileAccessException e) {
            if (e.reason() != FileAccessException.Reason.MISSING) throw e;
        }
    }

    private void see(Entry entry, BiPredicate<String, Entry> kept, String below, Deque<String> folders) {
        if (entry.kind() == Entry.Kind.DIRECTORY) folders.push(below);
        else if (entry.kind() != Entry.Kind.SOCKET) {
            differences.now(below, entry, kept.test(below, entry));
        }
    }

    private boolean chosen(String below) {
        return parts == null || parts.stream().anyMatch(part -> Selection.within(below, part));
    }
}
