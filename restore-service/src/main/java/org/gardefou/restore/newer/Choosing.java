package org.gardefou.restore.newer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Reference;
import org.gardefou.restore.newer.Part.Root;

/** Notes which things are kept, and which of them are to be brought in this pass. Pure. */
final class Choosing {

    private final Phrases sql;
    private final List<Part> all;
    private final Map<Kind, Winner> wanted;
    private final List<String> statements;

    /** Puts its statements behind those that there are. */
    Choosing(Phrases sql, List<Part> all, Map<Kind, Winner> wanted, List<String> statements) {
        this.sql = sql;
        this.all = all;
        this.wanted = wanted;
        this.statements = statements;
    }

    /** Of one part; what refers to another one comes before that. */
    void choose(Part part) {
        Winner winner = wanted.get(part.kind());
        for (Root root : sql.present(part.roots())) {
            if (winner == null) continue;
            if (part.kind() == Kind.USERS) administrators(part, root);
            fresh(part, root);
            if (sql.way().since().isEmpty()) {
                changed(part, root, winner);
                if (winner == Winner.LIVE) sql.branches(part).forEach(branch -> changed(part, root, branch));
            }
        }
        for (Reference reference : part.references()) along(part, reference);
        for (Root root : sql.present(part.roots())) differing(part, root);
        for (Branch branch : sql.branches(part)) differing(part, branch);
        if (sql.way().guarded()) sql.present(part.roots()).forEach(root -> spare(part, root));
    }

    private void fresh(Part part, Root root) {
        String where = " FROM " + sql.from(root.table()) + " x LEFT JOIN " + sql.to(root.table()) + " t ON "
                + Phrases.equal("t", root.key(), "x", root.key()) + " WHERE " + Phrases.name("t", root.key())
                + " IS NULL AND "
                + root.rows().of("x") + since(root);
        note(part, Phrases.name("x", root.key()), "NEW", where);
    }

    private String since(Root root) {
        Long since = sql.way().since().get(root.table());
        return since == null ? "" : " AND " + Phrases.name("x", root.key()) + " >= " + since;
    }

    /** Roles with which nobody gives himself another one. Single capabilities are none of them. */
    private static final String PLAIN_ROLES =
            "^a:[0-9]+:[{](s:[0-9]+:\"(subscriber|customer|contributor|author|editor)\";b:[01];)*[}]$";

    /** Whoever breaks in makes himself one: what is noted so first is not noted as new or changed any more. */
    private void administrators(Part part, Root root) {
        note(
                part,
                Phrases.name("x", root.key()),
                "ADMINISTRATOR",
                " FROM " + sql.from(root.table()) + " x WHERE "
                        + administrator(sql.way().from(), part, "x") + " AND NOT "
                        + administrator(sql.way().to(), part, "x"));
    }

    private static String administrator(String schema, Part part, String alias) {
        return "EXISTS (SELECT 1 FROM " + Sql.qualified(schema, part.prefix() + "usermeta") + " m WHERE m.`user_id` = "
                + alias + ".`ID` AND m.`meta_key` LIKE '%capabilities' AND m.`meta_value` NOT REGEXP "
                + Sql.literal(PLAIN_ROLES) + ")";
    }

    private void changed(Part part, Root root, Winner winner) {
        note(
                part,
                Phrases.name("x", root.key()),
                winner == Winner.LIVE ? "CHANGED" : "OVERRULED",
                " FROM " + sql.from(root.table()) + " x JOIN " + sql.to(root.table()) + " t ON "
                        + Phrases.equal("t", root.key(), "x", root.key()) + " WHERE "
                        + root.rows().of("x") + " AND NOT ("
                        + sql.same(root.table()) + ")" + notLater(root)
                        + (winner == Winner.LIVE ? notOfAdministrators(part, "x") : ""));
    }

    /** Their passwords and rights are what a break-in changes: those of the point count, whatever was asked. */
    private String notOfAdministrators(Part part, String alias) {
        return part.kind() == Kind.USERS ? " AND NOT " + administrator(sql.way().to(), part, alias) : "";
    }

    private void changed(Part part, Root root, Branch branch) {
        Shape shape = sql.shape(branch.table());
        if (shape.key().isEmpty()) return;
        String id = branch.above() == null
                ? Phrases.name("x", branch.column())
                : Phrases.name("a", branch.above().column());
        note(
                part,
                id,
                "CHANGED",
                " FROM " + sql.from(branch.table()) + " x"
                        + Phrases.above(branch, sql.way().from(), "x") + " JOIN "
                        + sql.from(root.table()) + " r ON " + Phrases.name("r", root.key()) + " = " + id + " AND "
                        + root.rows().of("r") + " JOIN " + sql.to(root.table()) + " o ON "
                        + Phrases.equal("o", root.key(), "r", root.key()) + " LEFT JOIN " + sql.to(branch.table())
                        + " t ON "
                        + Phrases.joined(shape, "t", "x") + " WHERE "
                        + branch.rows().of("x") + " AND (" + Phrases.lacking(shape, "t")
                        + " OR NOT (" + sql.same(branch.table()) + "))" + notOfAdministrators(part, "r"));
    }

    private void along(Part part, Reference reference) {
        Optional<Part> target = WordPress.target(all, part, reference.to());
        if (target.isEmpty() || !sql.has(reference.table())) return;
        for (Root root : sql.present(target.get().roots())) {
            String allowed = reference.to() == Kind.USERS
                    ? " AND NOT " + administrator(sql.way().from(), target.get(), "f")
                    : "";
            note(
                    target.get(),
                    Phrases.name("f", root.key()),
                    "ALONG",
                    " FROM " + sql.notes() + " k JOIN " + sql.from(reference.table()) + " x ON "
                            + Phrases.name("x", reference.id()) + " = k.`id` AND " + reference.rows() + " JOIN "
                            + sql.from(root.table()) + " f ON " + Phrases.name("f", root.key()) + " = "
                            + reference.value()
                            + " LEFT JOIN " + sql.to(root.table()) + " t ON "
                            + Phrases.equal("t", root.key(), "f", root.key())
                            + " WHERE k.`part` = " + Sql.literal(part.name()) + " AND " + Phrases.KEPT + " AND "
                            + Phrases.name("t", root.key()) + " IS NULL" + allowed);
        }
    }

    private void note(Part part, String id, String why, String from) {
        say("INSERT IGNORE INTO " + sql.notes() + " (`part`, `id`, `why`, `todo`) SELECT DISTINCT "
                + Sql.literal(part.name()) + ", " + id + ", '" + why + "', 1" + from);
    }

    /** Things noted before that are not, or not any more, the same on both sides. */
    private void differing(Part part, Root root) {
        String keys = Phrases.equal("t", root.key(), "x", root.key());
        mark(
                part,
                "JOIN " + sql.from(root.table()) + " x ON " + Phrases.name("x", root.key()) + " = k.`id` AND "
                        + root.rows().of("x") + " LEFT JOIN " + sql.to(root.table()) + " t ON " + keys,
                "(" + Phrases.name("t", root.key()) + " IS NULL OR NOT (" + sql.same(root.table()) + "))");
        if (sql.way().guarded()) return;
        mark(
                part,
                "JOIN " + sql.to(root.table()) + " t ON " + Phrases.name("t", root.key()) + " = k.`id` AND "
                        + root.rows().of("t") + " LEFT JOIN " + sql.from(root.table()) + " x ON " + keys,
                Phrases.name("x", root.key()) + " IS NULL");
    }

    private void differing(Part part, Branch branch) {
        Shape shape = sql.shape(branch.table());
        if (shape.key().isEmpty()) {
            mark(part, Phrases.of(branch, sql.way().from(), "x"), "TRUE");
            return;
        }
        mark(
                part,
                Phrases.of(branch, sql.way().from(), "x") + " LEFT JOIN " + sql.to(branch.table()) + " t ON "
                        + Phrases.joined(shape, "t", "x"),
                "(" + Phrases.lacking(shape, "t") + " OR NOT (" + sql.same(branch.table()) + "))");
        if (!sql.removable(branch)) return;
        mark(
                part,
                Phrases.of(branch, sql.way().to(), "t") + " LEFT JOIN " + sql.from(branch.table()) + " x ON "
                        + Phrases.joined(shape, "x", "t"),
                Phrases.lacking(shape, "x") + sql.notOwn(branch.table(), shape.counter()));
    }

    private void mark(Part part, String join, String where) {
        say("UPDATE " + sql.notes() + " k " + join + " SET k.`todo` = 1 WHERE " + sql.mine(part) + " AND " + where);
    }

    /** What the site changed behind the switch is newer than all that we bring. */
    private void spare(Part part, Root root) {
        if (root.stamp() == null || !sql.shape(root.table()).has(root.stamp())) return;
        say("UPDATE " + sql.notes() + " k JOIN " + sql.from(root.table()) + " x ON " + Phrases.name("x", root.key())
                + " = k.`id` JOIN "
                + sql.to(root.table()) + " t ON " + Phrases.equal("t", root.key(), "x", root.key())
                + " SET k.`todo` = 0 WHERE "
                + sql.mine(part) + " AND " + Phrases.name("t", root.stamp()) + " > " + Phrases.name("x", root.stamp()));
    }

    private String notLater(Root root) {
        return sql.way().guarded()
                        && root.stamp() != null
                        && sql.shape(root.table()).has(root.stamp())
                ? " AND NOT (" + Phrases.name("t", root.stamp()) + " > " + Phrases.name("x", root.stamp()) + ")"
                : "";
    }

    private void say(String statement) {
        statements.add(statement);
    }
}
