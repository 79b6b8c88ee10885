package org.gardefou.backup.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the names of a change say.
 *
 * @param added files that came
 * @param strange of these, those with an ending that the site did not have, or a name without meaning where the site had few such
 * @param removed files that went
 * @param changed files whose content changed
 * @param media pictures, films and documents that there were
 * @param mediaChanged of these, those whose content changed
 * @param examples a few strange names
 */
record NameFacts(
        long added, long strange, long removed, long changed, long media, long mediaChanged, List<String> examples) {

    private static final Set<String> MEDIA = Set.of(
            "jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "tif", "tiff", "mp3", "mp4", "mov", "webm", "avi",
            "pdf", "doc", "docx", "xls", "xlsx", "odt", "ods", "zip");

    /** What sites are made of: a new kind of it comes with an update, or with an optimiser of pictures. */
    private static final Set<String> USUAL = Set.of(
            "",
            "php",
            "html",
            "htm",
            "css",
            "scss",
            "less",
            "js",
            "mjs",
            "jsx",
            "ts",
            "tsx",
            "map",
            "json",
            "xml",
            "txt",
            "md",
            "svg",
            "ico",
            "woff",
            "woff2",
            "ttf",
            "eot",
            "otf",
            "po",
            "pot",
            "mo",
            "l10n",
            "yml",
            "yaml",
            "twig",
            "tpl",
            "sql",
            "gz",
            "csv",
            "log",
            "lock",
            "ini",
            "htaccess",
            "br");

    /** Adds up what is seen; first what there was, then what changed. */
    static final class Counting {

        private static final int EXAMPLES = 5;

        /** Sites with caches have such names by the thousand. */
        private static final double FEW = 0.1;

        private final Set<String> endings = new HashSet<>();
        private long files;
        private long meaningless;
        private long media;
        private long added;
        private long newEnding;
        private long newMeaningless;
        private long removed;
        private long changed;
        private long mediaChanged;
        private final List<String> examples = new ArrayList<>();

        /** A file that there was before. */
        void before(String path) {
            files++;
            endings.add(ending(path));
            if (Meaningless.is(name(path))) meaningless++;
            if (MEDIA.contains(ending(path))) media++;
        }

        void added(String path) {
            added++;
            boolean strange = false;
            if (!known(ending(path))) {
                newEnding++;
                strange = true;
            } else if (Meaningless.is(name(path))) {
                newMeaningless++;
                strange = meaningless <= FEW * files;
            }
            if (strange && examples.size() < EXAMPLES) examples.add(path);
        }

        private boolean known(String ending) {
            return endings.contains(ending) || MEDIA.contains(ending) || USUAL.contains(ending);
        }

        void removed(String path) {
            removed++;
        }

        void changed(String path) {
            changed++;
            if (MEDIA.contains(ending(path))) mediaChanged++;
        }

        NameFacts facts() {
            long strange = newEnding + (meaningless <= FEW * files ? newMeaningless : 0);
            return new NameFacts(added, strange, removed, changed, media, mediaChanged, List.copyOf(examples));
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What stands behind the last dot, in lower case; empty where there is none. */
    private static String ending(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
