package org.gardefou.restore.preparation;

import java.io.IOException;
import java.util.Map;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Target;

/** The folders above a chosen file or folder. */
final class Parents {
    private static final int PERMISSIONS = 0777;

    private Parents() {}

    /** Gives the folders above what was restored the permissions that they had; restic makes them for us alone. */
    static void permit(Workplace place, String tree, Map<String, Integer> parents) throws IOException {
        for (Map.Entry<String, Integer> parent : parents.entrySet()) {
            String folder = tree + "/" + parent.getKey();
            Entry entry = entry(place.ours(), folder);
            if (entry != null && entry.kind() == Entry.Kind.DIRECTORY) {
                place.permit(folder, parent.getValue() & PERMISSIONS);
            }
        }
    }

    /**
     * What is put in place for a chosen path: itself, or the topmost folder above it that the live site does not have, which comes
     * with all that was chosen below it.
     *
     * @throws RestoreFailure when a link or a file stands in the place of a folder, or another file system is mounted there
     */
    static String topmost(SiteFiles live, Target target, String path) throws IOException, RestoreFailure {
        String root = target.documentRootBelow();
        String device = device(live.stat(root));
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            String parent = path.substring(0, end);
            Entry entry = entry(live, root + "/" + parent);
            if (entry == null) return parent;
            if (entry.kind() != Entry.Kind.DIRECTORY) throw throughLink(parent);
            demandSame(device, entry, parent);
        }
        Entry entry = entry(live, root + "/" + path);
        if (entry != null) demandSame(device, entry, path);
        return path;
    }

    static @org.jspecify.annotations.Nullable Entry entry(SiteFiles files, String path) throws IOException {
        try {
            return files.stat(path);
        } catch (FileAccessException e) {
            if (e.reason() == FileAccessException.Reason.MISSING) return null;
            throw e;
        }
    }

    private static void demandSame(String device, Entry entry, String path) throws RestoreFailure {
        if (device(entry).equals(device)) return;
        throw new RestoreFailure(
                FailureCode.CROSS_DEVICE,
                new Text(
                                "%s est sur un autre système de fichiers que le site ; choisissez ce qui est dedans, ou appelez le support.",
                                "%s is on another file system than the site; choose what is in it, or call support.")
                        .with(path));
    }

    private static RestoreFailure throughLink(String path) {
        return new RestoreFailure(
                FailureCode.PATH_THROUGH_LINK,
                new Text(
                                "Sur le site, %s n'est pas un dossier mais un lien ou un fichier ; choisissez le chemin auquel il mène, ou %s lui-même.",
                                "On the site, %s is no folder but a link or a file; choose the path it leads to, or %s itself.")
                        .with(path, path));
    }

    private static String device(Entry entry) {
        return entry.identity().substring(0, entry.identity().indexOf(':'));
    }
}
