package org.gardefou.restore.preparation;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.jspecify.annotations.Nullable;

/** A folder of the restored tree into which something of the live site may be copied. It is looked at once, since each look may cross a network. */
final class Restored {

    private static final int FOLDER_MODE = 0755;

    private final Workplace place;
    private final String tree;
    private final String folder;
    private final Set<String> names;
    private @Nullable Boolean room;

    private Restored(Workplace place, String tree, String folder, Set<String> names, @Nullable Boolean room) {
        this.place = place;
        this.tree = tree;
        this.folder = folder;
        this.names = names;
        this.room = room;
    }

    /** @param folder below the tree */
    static Restored at(Workplace place, String tree, String folder) throws IOException {
        String inside = tree + "/" + folder;
        Entry entry;
        try {
            entry = Parents.entry(place.ours(), inside);
        } catch (FileAccessException e) {
            // A link or a file stands above it.
            return new Restored(place, tree, folder, Set.of(), Boolean.FALSE);
        }
        if (entry == null) return new Restored(place, tree, folder, Set.of(), null);
        boolean directory = entry.kind() == Entry.Kind.DIRECTORY;
        Set<String> names = new HashSet<>();
        if (directory) {
            place.ours().list(inside, Integer.MAX_VALUE).entries().forEach(one -> names.add(one.name()));
        }
        return new Restored(place, tree, folder, names, directory ? null : Boolean.FALSE);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Makes the folder and those above it; false where the restored tree has a link or a file in the place of one. */
    boolean room() throws IOException {
        Boolean known = room;
        if (known == null) {
            known = room(place, tree, folder);
            room = known;
        }
        return known;
    }

    /** @param folder below the tree; empty for the tree itself */
    static boolean room(Workplace place, String tree, String folder) throws IOException {
        String at = tree;
        for (String name : folder.split("/", -1)) {
            if (name.isEmpty()) continue;
            at = at + "/" + name;
            Entry entry = Parents.entry(place.ours(), at);
            if (entry == null) place.makeFolder(at, FOLDER_MODE);
            else if (entry.kind() != Entry.Kind.DIRECTORY) return false;
        }
        return true;
    }
}
