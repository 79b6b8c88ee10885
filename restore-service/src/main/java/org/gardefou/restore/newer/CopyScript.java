package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Branch.Above;
import org.gardefou.restore.newer.Part.Link;
import org.gardefou.restore.newer.Part.Reference;
import org.gardefou.restore.newer.Part.Root;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one pass that brings newer things from one schema to another, in one session and one transaction. Which things
 * are kept is noted in a table of ours, so a pass can be repeated: it brings what came or changed since the last one, and nothing
 * twice. Pure.
 */
final class CopyScript {

    /** Counts what hangs on a post; WordPress works it out again whenever one is written. */
    private static final String DERIVED = "comment_count";

    private static final String KEPT = "k.`why` IN ('NEW', 'CHANGED', 'ALONG')";

    private final Way way;
    private final String notes;
    private final List<Part> all;
    private final Map<Kind, Winner> wanted;
    private final List<String> statements = new ArrayList<>();

    private CopyScript(Way way, String notes, List<Part> all, Map<Kind, Winner> wanted) {
        this.way = way;
        this.notes = notes;
        this.all = all;
        this.wanted = wanted;
    }

    /**
     * One pass.
     *
     * @param notes our table, quoted
     * @param all parts of the schema, in the order of {@link WordPress#parts}
     * @param wanted kinds whose newer things are kept
     */
    static List<String> pass(Way way, String notes, List<Part> all, Map<Kind, Winner> wanted) {
        CopyScript script = new CopyScript(way, notes, all, wanted);
        script.begin();
        for (Part part : all) script.choose(part);
        for (Part part : all) script.bring(part);
        script.say("COMMIT");
        return List.copyOf(script.statements);
    }

    private void begin() {
        // Zero dates and the number 0 are values like others here.
        say("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
        // TIMESTAMP columns go through the session's clock, which an hour in autumn has twice.
        say("SET SESSION time_zone = '+00:00'");
        // Otherwise reading would lock the rows of the live site.
        say("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
        say("SET SESSION autocommit = 0");
        // What was noted on the way there is no matter on the way back.
        say(way.since().isEmpty() ? "UPDATE " + notes + " SET `todo` = 0" : "DELETE FROM " + notes);
    }

    private void choose(Part part) {
        Winner winner = wanted.get(part.kind());
        for (Root root : present(part.roots())) {
            if (winner == null) continue;
            if (part.kind() == Kind.USERS) administrators(part, root);
            fresh(part, root);
            if (way.since().isEmpty()) {
                changed(part, root, winner);
                if (winner == Winner.LIVE) branches(part).forEach(branch -> changed(part, root, branch));
            }
        }
        for (Reference reference : part.references()) along(part, reference);
        for (Root root : present(part.roots())) differing(part, root);
        for (Branch branch : branches(part)) differing(part, branch);
        if (way.guarded()) present(part.roots()).forEach(root -> spare(part, root));
    }

    private void fresh(Part part, Root root) {
        String where = " FROM " + from(root.table()) + " x LEFT JOIN " + to(root.table()) + " t ON "
                + equal("t", root.key(), "x", root.key()) + " WHERE " + name("t", root.key()) + " IS NULL AND "
                + root.rows().of("x") + since(root);
        note(part, name("x", root.key()), "NEW", where);
    }

    private String since(Root root) {
        Long since = way.since().get(root.table());
        return since == null ? "" : " AND " + name("x", root.key()) + " >= " + since;
    }

    /** Whoever breaks in makes himself one: what is noted so first is not noted as new or changed any more. */
    private void administrators(Part part, Root root) {
        note(
                part,
                name("x", root.key()),
                "ADMINISTRATOR",
                " FROM " + from(root.table()) + " x WHERE " + administrator(way.from(), part, "x") + " AND NOT "
                        + administrator(way.to(), part, "x"));
    }

    private static String administrator(String schema, Part part, String alias) {
        return "EXISTS (SELECT 1 FROM " + Sql.qualified(schema, part.prefix() + "usermeta") + " m WHERE m.`user_id` = "
                + alias + ".`ID` AND m.`meta_key` LIKE '%capabilities' AND m.`meta_value` LIKE '%administrator%')";
    }

    private void changed(Part part, Root root, Winner winner) {
        note(
                part,
                name("x", root.key()),
                winner == Winner.LIVE ? "CHANGED" : "OVERRULED",
                " FROM " + from(root.table()) + " x JOIN " + to(root.table()) + " t ON "
                        + equal("t", root.key(), "x", root.key()) + " WHERE "
                        + root.rows().of("x") + " AND NOT ("
                        + same(root.table()) + ")" + notLater(root));
    }

    private void changed(Part part, Root root, Branch branch) {
        Shape shape = shape(branch.table());
        if (shape.key().isEmpty()) return;
        String id = branch.above() == null
                ? name("x", branch.column())
                : name("a", branch.above().column());
        note(
                part,
                id,
                "CHANGED",
                " FROM " + from(branch.table()) + " x" + above(branch, way.from(), "x") + " JOIN "
                        + from(root.table()) + " r ON " + name("r", root.key()) + " = " + id + " AND "
                        + root.rows().of("r") + " LEFT JOIN " + to(branch.table()) + " t ON "
                        + joined(shape, "t", "x") + " WHERE " + branch.rows().of("x") + " AND (" + lacking(shape, "t")
                        + " OR NOT (" + same(branch.table()) + "))");
    }

    private void along(Part part, Reference reference) {
        Optional<Part> target = WordPress.target(all, part, reference.to());
        if (target.isEmpty() || !way.shapes().containsKey(reference.table())) return;
        for (Root root : present(target.get().roots())) {
            String allowed =
                    reference.to() == Kind.USERS ? " AND NOT " + administrator(way.from(), target.get(), "f") : "";
            note(
                    target.get(),
                    name("f", root.key()),
                    "ALONG",
                    " FROM " + notes + " k JOIN " + from(reference.table()) + " x ON "
                            + name("x", reference.id()) + " = k.`id` AND " + reference.rows() + " JOIN "
                            + from(root.table()) + " f ON " + name("f", root.key()) + " = " + reference.value()
                            + " LEFT JOIN " + to(root.table()) + " t ON " + equal("t", root.key(), "f", root.key())
                            + " WHERE k.`part` = " + Sql.literal(part.name()) + " AND " + KEPT + " AND "
                            + name("t", root.key()) + " IS NULL" + allowed);
        }
    }

    private void note(Part part, String id, String why, String from) {
        say("INSERT IGNORE INTO " + notes + " (`part`, `id`, `why`, `todo`) SELECT DISTINCT " + Sql.literal(part.name())
                + ", " + id + ", '" + why + "', 1" + from);
    }

    /** Things noted before that are not, or not any more, the same on both sides. */
    private void differing(Part part, Root root) {
        String keys = equal("t", root.key(), "x", root.key());
        mark(
                part,
                "JOIN " + from(root.table()) + " x ON " + name("x", root.key()) + " = k.`id` AND "
                        + root.rows().of("x") + " LEFT JOIN " + to(root.table()) + " t ON " + keys,
                "(" + name("t", root.key()) + " IS NULL OR NOT (" + same(root.table()) + "))");
        if (way.guarded()) return;
        mark(
                part,
                "JOIN " + to(root.table()) + " t ON " + name("t", root.key()) + " = k.`id` AND "
                        + root.rows().of("t") + " LEFT JOIN " + from(root.table()) + " x ON " + keys,
                name("x", root.key()) + " IS NULL");
    }

    private void differing(Part part, Branch branch) {
        Shape shape = shape(branch.table());
        if (shape.key().isEmpty()) {
            mark(part, of(branch, way.from(), "x"), "TRUE");
            return;
        }
        mark(
                part,
                of(branch, way.from(), "x") + " LEFT JOIN " + to(branch.table()) + " t ON " + joined(shape, "t", "x"),
                "(" + lacking(shape, "t") + " OR NOT (" + same(branch.table()) + "))");
        if (!removable(branch)) return;
        mark(
                part,
                of(branch, way.to(), "t") + " LEFT JOIN " + from(branch.table()) + " x ON " + joined(shape, "x", "t"),
                lacking(shape, "x") + notOwn(branch.table(), shape.counter()));
    }

    private void mark(Part part, String join, String where) {
        say("UPDATE " + notes + " k " + join + " SET k.`todo` = 1 WHERE " + mine(part) + " AND " + where);
    }

    /** What the site changed behind the switch is newer than all that we bring. */
    private void spare(Part part, Root root) {
        if (root.stamp() == null || !shape(root.table()).has(root.stamp())) return;
        say("UPDATE " + notes + " k JOIN " + from(root.table()) + " x ON " + name("x", root.key()) + " = k.`id` JOIN "
                + to(root.table()) + " t ON " + equal("t", root.key(), "x", root.key()) + " SET k.`todo` = 0 WHERE "
                + mine(part) + " AND " + name("t", root.stamp()) + " > " + name("x", root.stamp()));
    }

    private String notLater(Root root) {
        return way.guarded() && root.stamp() != null && shape(root.table()).has(root.stamp())
                ? " AND NOT (" + name("t", root.stamp()) + " > " + name("x", root.stamp()) + ")"
                : "";
    }

    private void bring(Part part) {
        String due = mine(part) + " AND k.`todo` = 1";
        // Below before above: afterwards nothing would tell whose it is.
        branches(part).reversed().stream().filter(this::removable).forEach(branch -> remove(branch, due));
        if (!way.guarded()) present(part.roots()).forEach(root -> remove(root, due));
        for (Root root : present(part.roots())) {
            copy(
                    root.table(),
                    "JOIN " + from(root.table()) + " x ON " + name("x", root.key()) + " = k.`id` AND "
                            + root.rows().of("x"),
                    due);
        }
        for (Branch branch : branches(part)) copy(branch.table(), of(branch, way.from(), "x"), due);
        part.links().forEach(this::link);
        recount(part);
    }

    /**
     * Whether what is not there any more can be told from what the site wrote itself: an order can be begun before the renaming and
     * ended behind it.
     */
    private boolean removable(Branch branch) {
        Shape shape = shape(branch.table());
        return !way.guarded() || (shape.counter() != null && way.own().containsKey(branch.table()));
    }

    private void remove(Root root, String due) {
        say("DELETE t FROM " + notes + " k JOIN " + to(root.table()) + " t ON " + name("t", root.key())
                + " = k.`id` AND " + root.rows().of("t") + " LEFT JOIN " + from(root.table()) + " x ON "
                + equal("x", root.key(), "t", root.key()) + " WHERE " + due + " AND " + name("x", root.key())
                + " IS NULL");
    }

    private void remove(Branch branch, String due) {
        Shape shape = shape(branch.table());
        String gone =
                shape.key().isEmpty() ? "" : " LEFT JOIN " + from(branch.table()) + " x ON " + joined(shape, "x", "t");
        String where = shape.key().isEmpty() ? "" : " AND " + lacking(shape, "x");
        say("DELETE t FROM " + notes + " k " + of(branch, way.to(), "t") + gone + " WHERE " + due + where
                + notOwn(branch.table(), shape.counter()));
    }

    private void copy(String table, String join, String where) {
        Shape shape = shape(table);
        String updates = shape.columns().stream()
                .filter(column -> !column.equals(DERIVED))
                .map(column -> Sql.identifier(column) + " = VALUES(" + Sql.identifier(column) + ")")
                .collect(Collectors.joining(", "));
        // Without a key nothing but the row itself tells whether it is there.
        String once = shape.key().isEmpty() && way.guarded()
                ? " AND NOT EXISTS (SELECT 1 FROM " + to(table) + " t WHERE " + same(table) + ")"
                : "";
        say("INSERT INTO " + to(table) + " (" + names(shape, "") + ") SELECT " + names(shape, "x.") + " FROM " + notes
                + " k " + join + " WHERE " + where + once + " ON DUPLICATE KEY UPDATE " + updates);
    }

    private void link(Link link) {
        if (!way.shapes().containsKey(link.table())
                || !way.shapes().containsKey(link.from())
                || !way.shapes().containsKey(link.missing())) return;
        Shape shape = shape(link.table());
        say("INSERT IGNORE INTO " + to(link.table()) + " (" + names(shape, "") + ") SELECT " + names(shape, "x.")
                + " FROM " + from(link.table()) + " x WHERE EXISTS (SELECT 1 FROM " + to(link.from()) + " r WHERE "
                + equal("r", link.fromColumn(), "x", link.column()) + ") AND NOT EXISTS (SELECT 1 FROM "
                + to(link.missing()) + " t WHERE " + equal("t", link.column(), "x", link.column()) + ")");
    }

    /** Numbers that WordPress keeps beside what it counts. */
    private void recount(Part part) {
        String posts = part.prefix() + "posts";
        if (!way.shapes().containsKey(posts)) return;
        if (part.kind() == Kind.COMMENTS && way.shapes().containsKey(part.prefix() + "comments")) {
            String comments = to(part.prefix() + "comments");
            say("UPDATE " + to(posts) + " t JOIN (SELECT DISTINCT x.`comment_post_ID` AS id FROM " + notes
                    + " k JOIN " + comments + " x ON x.`comment_ID` = k.`id` WHERE " + mine(part)
                    + ") d ON d.id = t.`ID` SET t.`comment_count` = (SELECT COUNT(*) FROM " + comments
                    + " c WHERE c.`comment_post_ID` = t.`ID` AND c.`comment_approved` = '1'"
                    + " AND c.`comment_type` <> 'order_note')");
        }
        String taxonomy = part.prefix() + "term_taxonomy";
        String relations = part.prefix() + "term_relationships";
        if (part.kind() == Kind.POSTS
                && way.shapes().containsKey(taxonomy)
                && way.shapes().containsKey(relations)) {
            say("UPDATE " + to(taxonomy) + " t JOIN (SELECT DISTINCT x.`term_taxonomy_id` AS id FROM " + notes
                    + " k JOIN " + to(relations) + " x ON x.`object_id` = k.`id` WHERE " + mine(part)
                    + ") d ON d.id = t.`term_taxonomy_id` SET t.`count` = (SELECT COUNT(*) FROM " + to(relations)
                    + " c JOIN " + to(posts) + " p ON p.`ID` = c.`object_id` WHERE c.`term_taxonomy_id` ="
                    + " t.`term_taxonomy_id` AND p.`post_status` = 'publish')");
        }
    }

    /** Joins the rows of a branch of noted things to {@code k}. */
    private static String of(Branch branch, String schema, String alias) {
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

    private static String above(Branch branch, String schema, String alias) {
        Above above = branch.above();
        return above == null
                ? ""
                : " JOIN " + Sql.qualified(schema, above.table()) + " a ON "
                        + equal("a", above.key(), alias, branch.column()) + " AND "
                        + above.rows().of("a");
    }

    private List<Root> present(List<Root> roots) {
        return roots.stream()
                .filter(root -> way.shapes().containsKey(root.table())
                        && shape(root.table()).has(root.key()))
                .toList();
    }

    /** Those above before those below. */
    private List<Branch> branches(Part part) {
        return part.branches().stream()
                .filter(branch -> way.shapes().containsKey(branch.table())
                        && shape(branch.table()).has(branch.column())
                        && (branch.above() == null
                                || way.shapes().containsKey(branch.above().table())))
                .toList();
    }

    private Shape shape(String table) {
        Shape shape = way.shapes().get(table);
        if (shape == null) throw new IllegalArgumentException(table + " is not on both sides.");
        return shape;
    }

    private String mine(Part part) {
        return "k.`part` = " + Sql.literal(part.name()) + " AND " + KEPT;
    }

    private String same(String table) {
        // As bytes: another case or another collation is a change.
        return shape(table).columns().stream()
                .filter(column -> !column.toLowerCase(Locale.ROOT).equals(DERIVED))
                .map(column -> "BINARY " + name("x", column) + " <=> BINARY " + name("t", column))
                .collect(Collectors.joining(" AND "));
    }

    private static String joined(Shape shape, String one, String other) {
        return shape.key().stream()
                .map(column -> equal(one, column, other, column))
                .collect(Collectors.joining(" AND "));
    }

    private static String lacking(Shape shape, String alias) {
        return name(alias, shape.key().getFirst()) + " IS NULL";
    }

    private String notOwn(String table, @Nullable String counter) {
        Long own = way.own().get(table);
        return own == null || counter == null ? "" : " AND " + name("t", counter) + " < " + own;
    }

    private static String names(Shape shape, String alias) {
        return shape.columns().stream()
                .map(column -> alias + Sql.identifier(column))
                .collect(Collectors.joining(", "));
    }

    private static String equal(String one, String column, String other, String otherColumn) {
        return name(one, column) + " = " + name(other, otherColumn);
    }

    private static String name(String alias, String column) {
        return alias + "." + Sql.identifier(column);
    }

    private String from(String table) {
        return Sql.qualified(way.from(), table);
    }

    private String to(String table) {
        return Sql.qualified(way.to(), table);
    }

    private void say(String statement) {
        statements.add(statement);
    }
}
