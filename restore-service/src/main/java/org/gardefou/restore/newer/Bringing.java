package org.gardefou.restore.newer;

import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Link;
import org.gardefou.restore.newer.Part.Root;

/** Makes the things that are to be brought the same on the other side, row by row. Pure. */
final class Bringing {

    private final Phrases sql;
    private final List<String> statements;

    /** Puts its statements behind those that there are. */
    Bringing(Phrases sql, List<String> statements) {
        this.sql = sql;
        this.statements = statements;
    }

    /** Of one part. */
    void bring(Part part) {
        String due = sql.mine(part) + " AND k.`todo` = 1";
        // Below before above: afterwards nothing would tell whose it is.
        sql.branches(part).reversed().stream().filter(sql::removable).forEach(branch -> remove(branch, due));
        if (!sql.way().guarded()) sql.present(part.roots()).forEach(root -> remove(root, due));
        for (Root root : sql.present(part.roots())) {
            copy(
                    root.table(),
                    "JOIN " + sql.from(root.table()) + " x ON " + Phrases.name("x", root.key()) + " = k.`id` AND "
                            + root.rows().of("x"),
                    due);
        }
        for (Branch branch : sql.branches(part))
            copy(branch.table(), Phrases.of(branch, sql.way().from(), "x"), due);
        part.links().forEach(this::link);
        recount(part);
    }

    private void remove(Root root, String due) {
        say("DELETE t FROM " + sql.notes() + " k JOIN " + sql.to(root.table()) + " t ON "
                + Phrases.name("t", root.key())
                + " = k.`id` AND " + root.rows().of("t") + " LEFT JOIN " + sql.from(root.table()) + " x ON "
                + Phrases.equal("x", root.key(), "t", root.key()) + " WHERE " + due + " AND "
                + Phrases.name("x", root.key())
                + " IS NULL");
    }

    private void remove(Branch branch, String due) {
        Shape shape = sql.shape(branch.table());
        String gone = shape.key().isEmpty()
                ? ""
                : " LEFT JOIN " + sql.from(branch.table()) + " x ON " + Phrases.joined(shape, "x", "t");
        String where = shape.key().isEmpty() ? "" : " AND " + Phrases.lacking(shape, "x");
        say("DELETE t FROM " + sql.notes() + " k "
                + Phrases.of(branch, sql.way().to(), "t") + gone + " WHERE " + due + where
                + sql.notOwn(branch.table(), shape.counter()));
    }

    private void copy(String table, String join, String where) {
        Shape shape = sql.shape(table);
        String updates = shape.columns().stream()
                .filter(column -> !column.equals(Phrases.DERIVED))
                .map(column -> Sql.identifier(column) + " = VALUES(" + Sql.identifier(column) + ")")
                .collect(Collectors.joining(", "));
        // Without a key nothing but the row itself tells whether it is there.
        String once = shape.key().isEmpty() && sql.way().guarded()
                ? " AND NOT EXISTS (SELECT 1 FROM " + sql.to(table) + " t WHERE " + sql.same(table) + ")"
                : "";
        say("INSERT INTO " + sql.to(table) + " (" + Phrases.names(shape, "") + ") SELECT " + Phrases.names(shape, "x.")
                + " FROM " + sql.notes() + " k " + join + " WHERE " + where + once + " ON DUPLICATE KEY UPDATE "
                + updates);
    }

    private void link(Link link) {
        if (!sql.has(link.table(), link.from(), link.missing())) return;
        Shape shape = sql.shape(link.table());
        say("INSERT IGNORE INTO " + sql.to(link.table()) + " (" + Phrases.names(shape, "") + ") SELECT "
                + Phrases.names(shape, "x.")
                + " FROM " + sql.from(link.table()) + " x WHERE EXISTS (SELECT 1 FROM " + sql.to(link.from())
                + " r WHERE "
                + Phrases.equal("r", link.fromColumn(), "x", link.column()) + ") AND NOT EXISTS (SELECT 1 FROM "
                + sql.to(link.missing()) + " t WHERE " + Phrases.equal("t", link.column(), "x", link.column()) + ")");
    }

    /** Numbers that WordPress keeps beside what it counts. */
    private void recount(Part part) {
        String posts = part.prefix() + "posts";
        if (!sql.has(posts)) return;
        if (part.kind() == Kind.COMMENTS && sql.has(part.prefix() + "comments")) {
            String comments = sql.to(part.prefix() + "comments");
            say("UPDATE " + sql.to(posts) + " t JOIN (SELECT DISTINCT x.`comment_post_ID` AS id FROM " + sql.notes()
                    + " k JOIN " + comments + " x ON x.`comment_ID` = k.`id` WHERE " + sql.mine(part)
                    + ") d ON d.id = t.`ID` SET t.`comment_count` = (SELECT COUNT(*) FROM " + comments
                    + " c WHERE c.`comment_post_ID` = t.`ID` AND c.`comment_approved` = '1'"
                    + " AND c.`comment_type` <> 'order_note')");
        }
        String taxonomy = part.prefix() + "term_taxonomy";
        String relations = part.prefix() + "term_relationships";
        if (part.kind() == Kind.POSTS && sql.has(taxonomy, relations)) {
            say("UPDATE " + sql.to(taxonomy) + " t JOIN (SELECT DISTINCT x.`term_taxonomy_id` AS id FROM " + sql.notes()
                    + " k JOIN " + sql.to(relations) + " x ON x.`object_id` = k.`id` WHERE " + sql.mine(part)
                    + ") d ON d.id = t.`term_taxonomy_id` SET t.`count` = (SELECT COUNT(*) FROM " + sql.to(relations)
                    + " c JOIN " + sql.to(posts) + " p ON p.`ID` = c.`object_id` WHERE c.`term_taxonomy_id` ="
                    + " t.`term_taxonomy_id` AND p.`post_status` = 'publish')");
        }
    }

    private void say(String statement) {
        statements.add(statement);
    }
}
