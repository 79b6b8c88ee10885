package org.gardefou.backup.content;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file belongs to: an extension, the core, its folder. Told by its path alone, the way the common systems lay their files out. Pure.
 *
 * @param path the folder of all of it, or the one file
 */
record FileGroup(Kind kind, String name, String path) {

    /** In the order in which they are told: what can break a site comes first. */
    enum Kind {
        PLUGIN,
        THEME,
        CORE,
        CONFIGURATION,
        CODE,
        OTHER,
        UPLOADS,
        CACHE
    }

    /** Files that say how a site runs, wherever they are. */
    private static final Set<String> CONFIGURATION = Set.of(
            ".htaccess",
            ".user.ini",
            ".env",
            "php.ini",
            "wp-config.php",
            "configuration.php",
            "settings.php",
            "settings.inc.php",
            "parameters.php");

    /** Loaded by WordPress before any extension. */
    private static final Set<String> DROP_INS =
            Set.of("advanced-cache.php", "object-cache.php", "db.php", "sunrise.php", "maintenance.php");

    private static final Set<String> CORE = Set.of("wp-admin", "wp-includes", "core", "libraries", "vendor");
    private static final Set<String> CACHE = Set.of("cache", ".cache", "tmp");
    private static final Set<String> UPLOADS = Set.of("uploads", "images", "img", "media", "files");

    /** Folders between the one of all extensions and each of them. */
    private static final Set<String> SHELVES = Set.of("contrib", "custom");

    private static final Pattern CORE_FILE = Pattern.compile(
            "(?:wp-(?:activate|blog-header|comments-post|cron|links-opml|load|login|mail|settings|signup|trackback)|xmlrpc)\\.php");
    private static final Pattern RUNS = Pattern.compile(".*\\.(?:php\\d?|phtml|phar|inc|js|mjs|py|pl|cgi|rb|twig|tpl)");

    /** Below that depth a folder is one with the folder above it: a site of a hundred thousand folders has not as many things in it. */
    private static final int DEPTH = 3;

    /**
     * What a file belongs to.
     *
     * @param folder where it is, without a slash at the end; {@code /} for the top
     * @param name of the file
     */
    static FileGroup of(String folder, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (CONFIGURATION.contains(lower)) {
            return new FileGroup(Kind.CONFIGURATION, name, FolderPath.join(folder, name));
        }
        List<String> names = List.of(FolderPath.join(folder, name).substring(1).split("/", -1));
        boolean runs = RUNS.matcher(lower).matches();
        for (int at = 0; at < names.size() - 1; at++) {
            FileGroup found = at(names, at, runs);
            if (found != null) return found;
        }
        if (CORE_FILE.matcher(lower).matches()) return new FileGroup(Kind.CORE, "core", folder);
        int depth = Math.min(DEPTH, names.size() - 1);
        return group(runs ? Kind.CODE : Kind.OTHER, names, depth);
    }

    /** What a folder on the way says of all below it; null when it says nothing. The outermost counts: a plugin's own cache is the plugin's. */
    private static @Nullable FileGroup at(List<String> names, int at, boolean runs) {
        String here = names.get(at);
        boolean content = at > 0 && names.get(at - 1).equals("wp-content");
        if (here.equals("wp-content") && DROP_INS.contains(names.get(at + 1))) {
            return new FileGroup(Kind.PLUGIN, names.get(at + 1), path(names, at + 2));
        }
        if (content && (here.equals("plugins") || here.equals("mu-plugins"))) return group(Kind.PLUGIN, names, at + 2);
        if (content && here.equals("themes")) return group(Kind.THEME, names, at + 2);
        if (content && here.equals("upgrade")) return group(Kind.CACHE, names, at + 1);
        if (CORE.contains(here)) return new FileGroup(Kind.CORE, "core", at == 0 ? FolderPath.TOP : path(names, at));
        if (CACHE.contains(here)) return group(Kind.CACHE, names, at + 1);
        if (here.equals("modules") || here.equals("components")) return shelved(Kind.PLUGIN, names, at);
        if (here.equals("themes") || here.equals("templates")) return shelved(Kind.THEME, names, at);
        // Joomla has a folder for each sort of plugin.
        if (here.equals("plugins") && at + 3 < names.size()) return group(Kind.PLUGIN, names, at + 3);
        // Code among the pictures is what intruders leave.
        if (UPLOADS.contains(here) && !runs) return group(Kind.UPLOADS, names, at + 1);
        return null;
    }

    private static @Nullable FileGroup shelved(Kind kind, List<String> names, int at) {
        int shelf = SHELVES.contains(names.get(at + 1)) ? 1 : 0;
        return at + 2 + shelf < names.size() ? group(kind, names, at + 2 + shelf) : null;
    }

    /** The first so many names of a path, called by the last of them. */
    private static FileGroup group(Kind kind, List<String> names, int many) {
        if (many == 0) return new FileGroup(kind, FolderPath.TOP, FolderPath.TOP);
        String last = names.get(many - 1);
        boolean file = many == names.size() && last.endsWith(".php");
        return new FileGroup(kind, file ? last.substring(0, last.length() - 4) : last, path(names, many));
    }

    private static String path(List<String> names, int many) {
        return "/" + String.join("/", names.subList(0, many));
    }
}
