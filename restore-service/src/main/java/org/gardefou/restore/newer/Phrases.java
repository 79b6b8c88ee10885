package org.gardefou.restore.newer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Branch.Above;
import org.gardefou.restore.newer.Part.Root;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of a pass are made of. By convention {@code x} is a row on the side that things come from, {@code t} the one
 * of the other side, {@code a} a row of the branch above, {@code k} a note. Pure.
 *
 * @param notes our table of things that are kept, quoted
 */
record Phrases(Way way, String notes) {

    /** Counts what hangs on a post; WordPress works it out again whenever one is written. */
    static final String DERIVED = "comment_count";

    /** That a thing is kept. */
    static final String KEPT = "k.`why` IN ('NEW', 'CHANGED', 'ALONG')";

    /** Joins the rows of a branch of noted things to {@code k}. */
    static String of(Branch branch, String schema, String alias) {
        Above above = branch.above();
        String rows = Sql.qualified(schema, branch.table()) + " " + alias + " ON ";
        if (above == null) {
            return "JOIN " + rows + name(alias, branch.column()) + " = k.`id` AND "
                    + branch.rows().of(alias);
        }
        return "JOIN " + Sql.qualified(schema, above.table()) + " a ON " + name("a", above.column())
                + " = k.`id` AND " + above.rows().of("a") + " JOIN " + rows
                + equal(alias, branch.column(), "a", above.key()) + " AND "
                + branch.rows().of(alias);
    }

    static String above(Branch branch, String schema, String alias) {
        Above above = branch.above();
        return above == null
                ? ""
                : " JOIN " + Sql.qualified(schema, above.table()) + " a ON "
                        + equal("a", above.key(), alias, branch.column()) + " AND "
                        + above.rows().of("a");
    }

    List<Root> present(List<Root> roots) {
        return roots.stream()
                .filter(root -> has(root.table()) && shape(root.table()).has(root.key()))
                .toList();
    }

    /** Those above before those below. */
    List<Branch> branches(Part part) {
        return part.branches().stream()
                .filter(branch -> has(branch.table())
                        && shape(branch.table()).has(branch.column())
                        && (branch.above() == null || has(branch.above().table())))
                .toList();
    }

    /**
     * Whether what is not there any more can be told from what the site wrote itself: an order can be begun before the renaming and
     * ended behind it.
     */
    boolean removable(Branch branch) {
        Shape shape = shape(branch.table());
        return !way.guarded() || (shape.counter() != null && way.own().containsKey(branch.table()));
    }

    Shape shape(String table) {
        Shape shape = way.shapes().get(table);
        if (shape == null) throw new IllegalArgumentException(table + " is not on both sides.");
        return shape;
    }

    String mine(Part part) {
        return "k.`part` = " + Sql.literal(part.name()) + " AND " + KEPT;
    }

    String same(String table) {
        // As bytes: another case or another collation is a change.
        return shape(table).columns().stream()
                .filter(column -> !column.toLowerCase(Locale.ROOT).equals(DERIVED))
                .map(column -> "BINARY " + name("x", column) + " <=> BINARY " + name("t", column))
                .collect(Collectors.joining(" AND "));
    }

    static String joined(Shape shape, String one, String other) {
        return shape.key().stream()
                .map(column -> equal(one, column, other, column))
                .collect(Collectors.joining(" AND "));
    }

    static String lacking(Shape shape, String alias) {
        return name(alias, shape.key().getFirst()) + " IS NULL";
    }

    String notOwn(String table, @Nullable String counter) {
        Long own = way.own().get(table);
        return own == null || counter == null ? "" : " AND " + name("t", counter) + " < " + own;
    }

    static String names(Shape shape, String alias) {
        return shape.columns().stream()
                .map(column -> alias + Sql.identifier(column))
                .collect(Collectors.joining(", "));
    }

    static String equal(String one, String column, String other, String otherColumn) {
        return name(one, column) + " = " + name(other, otherColumn);
    }

    static String name(String alias, String column) {
        return alias + "." + Sql.identifier(column);
    }

    String from(String table) {
        return Sql.qualified(way.from(), table);
    }

    String to(String table) {
        return Sql.qualified(way.to(), table);
    }

    /** Whether tables are on both sides. */
    boolean has(String... tables) {
        return List.of(tables).stream().allMatch(way.shapes()::containsKey);
    }
}
