package org.gardefou.restore.advice;

import java.util.Map;
import java.util.Set;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.PointDifference.Group;
import org.jspecify.annotations.Nullable;

/** What of a site's files runs, and what people call it. Pure. */
final class Programs {

    private static final Set<String> RUN = Set.of("PLUGIN", "THEME", "CORE", "CONFIGURATION", "CODE");

    private static final Map<String, Text> WORDS = Map.of(
            "PLUGIN", new Text("L'extension « %s »", "The plugin \"%s\""),
            "THEME", new Text("Le thème « %s »", "The theme \"%s\""),
            "CORE", new Text("Le cœur du site (%s)", "The core of the site (%s)"),
            "CONFIGURATION", new Text("Le fichier de configuration %s", "The configuration file %s"),
            "CODE", new Text("Du code dans le dossier « %s »", "Code in the folder \"%s\""));

    private static final Text ANYTHING = new Text("« %s »", "\"%s\"");

    private Programs() {}

    /** Whether a change of it can break a site. */
    static boolean runs(Group group) {
        return RUN.contains(group.kind());
    }

    /** What it is called at the beginning of a sentence. */
    static Text called(@Nullable String kind, String name) {
        return WORDS.getOrDefault(kind == null ? "" : kind, ANYTHING).with(name);
    }

    /** Whether files that differ are those that a change was made to. */
    static boolean isOf(Group group, Change change) {
        if (group.kind().equals("CORE") && change.type().equals("site.cms-updated")) return true;
        String path = change.path() == null
                ? ""
                : change.path().replaceFirst("^/+", "").replaceFirst("/+$", "");
        if (!path.isEmpty() && group.path() != null) {
            return group.path().endsWith("/" + path) || inside(group, path);
        }
        return change.name() != null
                && change.name().equals(group.name())
                && (group.kind().equals("PLUGIN") || group.kind().equals("THEME"));
    }

    /** A file of an extension was changed: told of by its own path below the document root. */
    private static boolean inside(Group group, String path) {
        String folder = String.valueOf(group.path());
        boolean whole = group.kind().equals("PLUGIN") || group.kind().equals("THEME");
        int slash = folder.indexOf('/', 1);
        return whole && slash > 0 && path.startsWith(folder.substring(slash + 1) + "/");
    }
}
