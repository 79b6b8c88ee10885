package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Kept.Conflict;
import org.gardefou.restore.newer.Kept.Conflict.Code;
import org.gardefou.restore.newer.Kept.Conflicts;
import org.gardefou.restore.newer.Kept.Group;
import org.gardefou.restore.newer.Kept.Thing;
import org.gardefou.restore.newer.Part.Reference;
import org.gardefou.restore.newer.Part.Root;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;

/** Reads in our notes what became of newer things. */
final class KeptReport {

    static final int SAMPLES = 10;
    static final int CONFLICTS = 100;

    private static final Map<String, Code> CODES =
            Map.of("OVERRULED", Code.POINT_WINS, "CHANGED", Code.LIVE_WINS, "ADMINISTRATOR", Code.NEW_ADMINISTRATOR);

    private final List<Group> groups = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private long count;

    /**
     * One schema.
     *
     * @param reader may read the live schema, the one before and our notes
     * @param parts of the one before
     * @param live tables of the live one
     */
    void read(Database reader, PreparedSchema names, List<Part> parts, Set<String> live) throws IOException {
        String notes = new Notes(names.notes()).table();
        Map<String, Map<String, Long>> counted = new HashMap<>();
        for (Row row : reader.query(
                names.notes(),
                "SELECT `part` AS p, `why` AS w, COUNT(*) AS n FROM " + notes + " GROUP BY `part`, `why`")) {
            counted.computeIfAbsent(row.text("p"), part -> new TreeMap<>())
                    .put(row.text("w"), Long.parseLong(row.text("n")));
        }
        for (Part part : parts) {
            Map<String, Long> whys = counted.getOrDefault(part.name(), Map.of());
            if (whys.isEmpty()) continue;
            groups.add(new Group(
                    names.live(),
                    part.prefix(),
                    part.kind(),
                    whys.getOrDefault("NEW", 0L) + whys.getOrDefault("ALONG", 0L),
                    whys.getOrDefault("CHANGED", 0L),
                    things(reader, names, notes, part, "'NEW', 'ALONG'", SAMPLES)));
            for (Map.Entry<String, Code> one : new TreeMap<>(CODES).entrySet()) {
                long many = whys.getOrDefault(one.getKey(), 0L);
                if (many == 0) continue;
                add(
                        names,
                        part,
                        one.getValue(),
                        many,
                        things(reader, names, notes, part, "'" + one.getKey() + "'", CONFLICTS));
            }
            for (Reference reference : part.references()) missing(reader, names, notes, parts, part, reference, live);
        }
    }

    private void add(PreparedSchema names, Part part, Code code, long many, List<Thing> things) {
        count += many;
        things.stream()
                .limit(Math.max(0, CONFLICTS - conflicts.size()))
                .forEach(thing -> conflicts.add(new Conflict(code, names.live(), part.prefix(), part.kind(), thing)));
    }

    /** The newest of those that were noted for some reasons. */
    private static List<Thing> things(
            Database reader, PreparedSchema names, String notes, Part part, String whys, int most) throws IOException {
        Map<Long, Thing> things = new TreeMap<>(Comparator.reverseOrder());
        for (Root root : part.roots()) {
            if (!has(reader, names.retired(), root.table())) continue;
            for (Row row : reader.query(
                    names.retired(),
                    "SELECT k.`id` AS id, x." + Sql.identifier(root.made()) + " AS m, " + root.title() + " AS t FROM "
                            + notes + " k JOIN " + Sql.qualified(names.retired(), root.table()) + " x ON x."
                            + Sql.identifier(root.key()) + " = k.`id` AND "
                            + root.rows().of("x")
                            + " WHERE k.`part` = " + Sql.literal(part.name()) + " AND k.`why` IN (" + whys
                            + ") ORDER BY k.`id` DESC LIMIT " + most)) {
                Thing thing = Titles.of(part.kind(), row);
                things.putIfAbsent(thing.id(), thing);
            }
        }
        return things.values().stream().limit(most).toList();
    }

    private static boolean has(Database reader, String schema, String table) throws IOException {
        return reader.tables(schema).stream().anyMatch(one -> one.name().equals(table));
    }

    /** Things that were kept and refer to what neither the point nor what was kept has. */
    private void missing(
            Database reader,
            PreparedSchema names,
            String notes,
            List<Part> parts,
            Part part,
            Reference reference,
            Set<String> live)
            throws IOException {
        Optional<Part> target = WordPress.target(parts, part, reference.to());
        if (target.isEmpty() || !live.contains(reference.table())) return;
        Root root = target.get().roots().getFirst();
        if (!live.contains(root.table())) return;
        String from = " FROM " + notes + " k JOIN " + Sql.qualified(names.live(), reference.table()) + " x ON x."
                + Sql.identifier(reference.id()) + " = k.`id` AND " + reference.rows() + " LEFT JOIN "
                + Sql.qualified(names.live(), root.table()) + " t ON t." + Sql.identifier(root.key()) + " = "
                + reference.value() + " WHERE k.`part` = " + Sql.literal(part.name())
                + " AND k.`why` IN ('NEW', 'CHANGED', 'ALONG') AND " + reference.value() + " > 0 AND t."
                + Sql.identifier(root.key()) + " IS NULL";
        long many = Long.parseLong(reader.query(names.live(), "SELECT COUNT(DISTINCT k.`id`) AS n" + from)
                .getFirst()
                .text("n"));
        if (many == 0) return;
        List<Thing> things = new ArrayList<>();
        for (Row row : reader.query(
                names.live(),
                "SELECT DISTINCT k.`id` AS id, NULL AS m, CONCAT('→ " + reference.to() + " #', " + reference.value()
                        + ") AS t" + from + " ORDER BY k.`id` DESC LIMIT " + CONFLICTS)) {
            things.add(new Thing(Long.parseUnsignedLong(row.text("id")), null, row.text("t")));
        }
        add(names, part, Code.REFERENCE_MISSING, many, things);
    }

    Kept kept(List<String> tables) {
        return new Kept(tables, List.copyOf(groups), new Conflicts(count, List.copyOf(conflicts)), List.of());
    }
}
