package org.gardefou.restore.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a restore point comes back.
 *
 * @param paths of {@link Scope#FILES}: files and folders below the document root, none within another; {@link #ALL_FILES} alone
 *     for all of it. Else empty
 * @param schema of {@link Scope#DATABASE} and {@link Scope#TABLES}; else null
 * @param tables of {@link Scope#TABLES}; else empty
 */
public record Selection(
        Scope scope, List<String> paths, @Nullable String schema, List<String> tables) {

    /** The document root itself, as a path. */
    public static final String ALL_FILES = ".";

    public static final Selection EVERYTHING = new Selection(Scope.EVERYTHING, List.of(), null, List.of());

    public Selection {
        paths = List.copyOf(paths);
        tables = List.copyOf(tables);
    }

    /** Some files and folders; what lies within another one is not named twice. */
    public static Selection files(List<String> paths) {
        List<String> outermost = new ArrayList<>();
        for (String path : paths.stream().sorted().distinct().toList()) {
            if (paths.stream().noneMatch(other -> !other.equals(path) && within(path, other))) outermost.add(path);
        }
        return new Selection(Scope.FILES, outermost, null, List.of());
    }

    public static Selection database(String schema) {
        return new Selection(Scope.DATABASE, List.of(), schema, List.of());
    }

    public static Selection tables(String schema, List<String> tables) {
        return new Selection(
                Scope.TABLES,
                List.of(),
                schema,
                tables.stream().sorted().distinct().toList());
    }

    /**
     * Which files come back: null for all of the document root, which is exchanged as one; else paths below it, none when only
     * databases come back.
     */
    public @Nullable List<String> parts() {
        return scope == Scope.EVERYTHING || paths.equals(List.of(ALL_FILES)) ? null : paths;
    }

    /** Whether a database comes back, whole or in part. */
    public boolean takes(String name) {
        return scope == Scope.EVERYTHING || Objects.equals(schema, name);
    }

    /** Whether all of the site comes back. */
    public boolean whole() {
        return scope == Scope.EVERYTHING;
    }

    /** How many files, folders or tables were chosen; null where nothing is chosen one by one. */
    public @Nullable Integer chosen() {
        return switch (scope) {
            case FILES -> paths.size();
            case TABLES -> tables.size();
            case EVERYTHING, DATABASE -> null;
        };
    }

    /**
     * What some folders and the parts of a selection have in common.
     *
     * @param parts as {@link #parts} has them
     */
    public static List<String> common(List<String> folders, @Nullable List<String> parts) {
        if (parts == null) return folders;
        List<String> common = new ArrayList<>();
        for (String folder : folders) {
            for (String part : parts) {
                if (within(folder, part)) common.add(folder);
                else if (within(part, folder)) common.add(part);
            }
        }
        return List.copyOf(common);
    }

    /** Whether a path is another one, or lies below it. */
    public static boolean within(String path, String folder) {
        return folder.equals(ALL_FILES) || path.equals(folder) || path.startsWith(folder + "/");
    }
}
