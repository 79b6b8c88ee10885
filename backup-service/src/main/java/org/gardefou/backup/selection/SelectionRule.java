package org.gardefou.backup.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.gardefou.restic.PathPattern;
import org.jspecify.annotations.Nullable;

/** What may be left out, and what whoever leaves it out must know. Pure. */
public final class SelectionRule {

    /** Each is tried on each name. */
    static final int MOST_EXCLUDED = 100;

    static final int MOST_INCLUDED = 20;

    /** What applications read their database's password from; below the document root or beside it. */
    private static final List<String> CONFIGURATION = List.of(
            "wp-config.php",
            "configuration.php",
            ".env",
            "app/etc/env.php",
            "app/config/parameters.php",
            "config/settings.inc.php",
            "config/config.php",
            "sites/default/settings.php",
            "settings.php",
            "LocalSettings.php");

    /** One of each kind of place in which sites have code. */
    private static final List<String> CODE = List.of(
            "index.php",
            "wp-load.php",
            "wp-includes/version.php",
            "wp-admin/admin.php",
            "wp-content/plugins/any/any.php",
            "wp-content/mu-plugins/any.php",
            "wp-content/themes/any/functions.php",
            "vendor/autoload.php",
            "includes/any.inc",
            "src/any/Any.php",
            "lib/any.php",
            "app/any.php",
            ".htaccess");

    private static final List<String> CODE_ENDINGS =
            List.of(".php", ".phtml", ".inc", ".php*", ".htaccess", ".py", ".rb");

    private SelectionRule() {}

    /** What cannot be granted: where it stands in the request, and what would be granted. */
    public record Refusal(String field, String message) {}

    /** What is at stake. */
    public enum Stake {
        CODE,
        CONFIGURATION
    }

    /** What somebody must know who leaves something out. */
    @Schema(name = "SelectionWarning")
    public record Warning(
            @Schema(examples = "htdocs/wp-content/plugins") String pattern,
            @Schema(examples = "CODE") Stake stake,
            Text text) {}

    /** @param documentRoot relative to the site's root */
    public static List<Refusal> refusals(Wanted wanted, String documentRoot) {
        List<Refusal> found = new ArrayList<>();
        if (wanted.excluded().size() > MOST_EXCLUDED) {
            found.add(new Refusal("/exclude", "must have " + MOST_EXCLUDED + " patterns at most"));
        }
        if (wanted.included().size() > MOST_INCLUDED) {
            found.add(new Refusal("/include", "must have " + MOST_INCLUDED + " paths at most"));
        }
        if (!found.isEmpty()) return found;
        for (int i = 0; i < wanted.excluded().size(); i++) {
            String wrong = wrongPattern(wanted.excluded().get(i), documentRoot);
            if (wrong != null) found.add(new Refusal("/exclude/" + i, wrong));
        }
        for (int i = 0; i < wanted.included().size(); i++) {
            String wrong = wrongPath(wanted.included().get(i), documentRoot);
            if (wrong != null) found.add(new Refusal("/include/" + i, wrong));
        }
        return found;
    }

    private static @Nullable String wrongPattern(@Nullable String text, String documentRoot) {
        if (text == null) return "must not be null";
        try {
            return leavesOutAll(PathPattern.of(text), documentRoot)
                    ? "must not leave out the whole document root " + documentRoot
                    : null;
        } catch (IllegalArgumentException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }

    private static boolean leavesOutAll(PathPattern pattern, String documentRoot) {
        // Whatever the name of a file is, and nothing else is left.
        return pattern.matches(documentRoot) || pattern.matches(documentRoot + "/\uFFFF any name \uFFFF");
    }

    private static @Nullable String wrongPath(@Nullable String text, String documentRoot) {
        if (text == null || text.isEmpty() || text.length() > PathPattern.LONGEST) {
            return "must have 1 to " + PathPattern.LONGEST + " characters";
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) return "must be one line without control characters";
        if (text.startsWith("/") || text.endsWith("/")) {
            return "must be relative to the site's root, without / at its beginning or end";
        }
        for (String name : text.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return "must not have the names . and .., nor an empty one";
            }
        }
        if (text.toLowerCase(Locale.ROOT).startsWith(".gardefou")) return "must not be a folder of Garde-fou's own";
        return overlaps(text, documentRoot) ? "must lie beside the document root, which is backed up anyhow" : null;
    }

    /** Whether one of two paths is in the other. */
    static boolean overlaps(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    /**
     * What of a site's code or its access to the database goes missing.
     *
     * @param documentRoot relative to the site's root
     */
    public static List<Warning> warnings(List<String> exclude, String documentRoot) {
        List<Warning> found = new ArrayList<>();
        for (String text : exclude) {
            PathPattern pattern = PathPattern.of(text);
            if (meets(pattern, CONFIGURATION, documentRoot)) found.add(configuration(text));
            if (meets(pattern, CODE, documentRoot) || CODE_ENDINGS.stream().anyMatch(text::endsWith)) {
                found.add(code(text));
            }
        }
        return List.copyOf(found);
    }

    private static boolean meets(PathPattern pattern, List<String> samples, String documentRoot) {
        return samples.stream().anyMatch(sample -> pattern.matches(documentRoot + "/" + sample));
    }

    private static Warning configuration(String pattern) {
        return new Warning(
                pattern,
                Stake.CONFIGURATION,
                new Text(
                        "« " + pattern
                                + " » laisse de côté le fichier par lequel le site atteint sa base de données : remis ailleurs, le site ne démarrera pas. Gardez-en une copie à jour en lieu sûr, ou retirez ce motif.",
                        "\"" + pattern
                                + "\" leaves out the file by which the site reaches its database: put back elsewhere, the site will not start. Keep an up-to-date copy of it in a safe place, or take this pattern off."));
    }

    private static Warning code(String pattern) {
        return new Warning(
                pattern,
                Stake.CODE,
                new Text(
                        "« " + pattern
                                + " » laisse de côté du code du site : une restauration garde celui qui est en ligne, même s'il est cassé ou piraté. Retirez ce motif, ou gardez ce code ailleurs.",
                        "\"" + pattern
                                + "\" leaves out code of the site: a restore keeps what is live, even where it is broken or hacked. Take this pattern off, or keep that code elsewhere."));
    }
}
