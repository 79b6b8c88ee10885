package org.gardefou.restore.selection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A selection as somebody asks for it, believed in nothing. Pure.
 *
 * @param scope null for {@link Scope#EVERYTHING}
 */
public record Asked(
        @Nullable Scope scope,
        @Nullable List<@Nullable String> paths,
        @Nullable String schema,
        @Nullable List<@Nullable String> tables) {

    /** More than a person picks by hand; who wants more takes the folder around them. */
    static final int MOST = 100;

    private static final int LONGEST_PATH = 1_000;
    /** What Linux allows for one name, in bytes. */
    private static final int LONGEST_NAME = 255;
    /** MariaDB's limit for names. */
    private static final int LONGEST_TABLE = 64;
    /** Stands in JSON for bytes that are no text. */
    private static final char UNREADABLE = '\uFFFD';

    /** What is wrong with it; nothing when {@link #selection} may be called. */
    public List<Violation> wrong() {
        List<Violation> wrong = new ArrayList<>();
        Scope wanted = wanted();
        only(wrong, "/paths", paths != null, wanted == Scope.FILES, "FILES");
        only(
                wrong,
                "/schema",
                schema != null,
                wanted == Scope.DATABASE || wanted == Scope.TABLES,
                "DATABASE or TABLES");
        only(wrong, "/tables", tables != null, wanted == Scope.TABLES, "TABLES");
        if (wanted == Scope.FILES) {
            each(wrong, "/paths", paths, Asked::wrongPath);
            if (paths != null && paths.contains(Selection.ALL_FILES) && paths.size() > 1) {
                wrong.add(new Violation("/paths", "must name nothing else beside \".\", which is all files"));
            }
        }
        if (wanted == Scope.TABLES) each(wrong, "/tables", tables, Asked::wrongTable);
        return List.copyOf(wrong);
    }

    /** The selection; only when nothing is {@link #wrong}. */
    public Selection selection() {
        return switch (wanted()) {
            case EVERYTHING -> Selection.EVERYTHING;
            case FILES ->
                Selection.files(texts(paths).stream().map(Asked::withoutEnd).toList());
            case DATABASE -> Selection.database(schema == null ? "" : schema);
            case TABLES -> Selection.tables(schema == null ? "" : schema, texts(tables));
        };
    }

    private Scope wanted() {
        return scope == null ? Scope.EVERYTHING : scope;
    }

    private static void only(List<Violation> wrong, String pointer, boolean given, boolean needed, String scopes) {
        if (given && !needed)
            wrong.add(new Violation(pointer, "belongs to the scope " + scopes + " only: leave it out"));
        if (needed && !given) wrong.add(new Violation(pointer, "must be given with the scope " + scopes));
    }

    private interface Rule {
        Optional<String> wrong(String value);
    }

    private static void each(
            List<Violation> wrong, String pointer, @Nullable List<@Nullable String> values, Rule rule) {
        if (values == null) return;
        if (values.isEmpty() || values.size() > MOST) {
            wrong.add(new Violation(
                    pointer, "must name 1 to " + MOST + "; choose the folder or the database around more"));
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String where = pointer + "/" + i;
            Optional<String> why = value == null ? Optional.of("must be a text") : rule.wrong(value);
            why.ifPresent(words -> wrong.add(new Violation(where, words)));
        }
    }

    static Optional<String> wrongPath(String path) {
        if (path.equals(Selection.ALL_FILES)) return Optional.empty();
        if (path.isBlank() || path.length() > LONGEST_PATH) {
            return Optional.of("must be a path of 1 to " + LONGEST_PATH + " signs below the document root");
        }
        if (path.startsWith("/")) {
            return Optional.of("must be below the document root, without / in front: wp-content/themes");
        }
        if (unreadable(path)) {
            return Optional.of("must be readable text; choose the folder around a file whose name is not");
        }
        for (String name : withoutEnd(path).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return Optional.of("must have plain names between its /: no empty ones, no . and no ..");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return Optional.of("must have names of at most " + LONGEST_NAME + " bytes");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongTable(String table) {
        return table.isBlank() || table.length() > LONGEST_TABLE || unreadable(table)
                ? Optional.of("must be the name of a table, of 1 to " + LONGEST_TABLE + " signs")
                : Optional.empty();
    }

    private static boolean unreadable(String text) {
        return text.chars().anyMatch(sign -> Character.isISOControl(sign) || sign == UNREADABLE)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String withoutEnd(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static List<String> texts(@Nullable List<@Nullable String> values) {
        List<String> texts = new ArrayList<>();
        if (values != null) {
            for (String value : values) if (value != null) texts.add(value);
        }
        return texts;
    }
}
