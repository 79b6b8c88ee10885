package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Kept.Thing;
import org.gardefou.restore.newer.Part.Root;

/** Orders, posts and the like of a live schema, read by a user who may do nothing else. */
record LiveThings(Database reader, String schema, int most) {

    private static final int AT_ONCE = 20_000;

    /** The marks of all things by their numbers; nothing when there are too many, or too little time. */
    Optional<Map<Long, String>> marks(Root root, BooleanSupplier late) throws IOException {
        Map<Long, String> marks = new HashMap<>();
        String key = "x." + Sql.identifier(root.key());
        long last = -1;
        while (true) {
            List<Row> rows = reader.query(
                    schema,
                    "SELECT " + key + " AS id, x." + Sql.identifier(root.mark()) + " AS k FROM "
                            + Sql.identifier(root.table()) + " x WHERE "
                            + root.rows().of("x") + " AND " + key + " > "
                            + last + " ORDER BY 1 LIMIT " + AT_ONCE);
            for (Row row : rows) {
                last = Long.parseUnsignedLong(row.text("id"));
                marks.put(last, row.text("k"));
            }
            if (rows.size() < AT_ONCE) return Optional.of(marks);
            if (late.getAsBoolean() || marks.size() > most) return Optional.empty();
        }
    }

    /** Those of some accounts that have an administrator's rights. */
    Set<Long> administrators(Part part, Set<Long> added) throws IOException {
        Set<Long> administrators = new TreeSet<>(Comparator.reverseOrder());
        for (Row row : reader.query(
                schema,
                "SELECT DISTINCT `user_id` AS id FROM " + Sql.identifier(part.prefix() + "usermeta")
                        + " WHERE `meta_key` LIKE '%capabilities' AND `meta_value` LIKE '%administrator%' LIMIT 10000")) {
            long id = Long.parseUnsignedLong(row.text("id"));
            if (added.contains(id)) administrators.add(id);
        }
        return administrators;
    }

    /** The first of some things. */
    List<Thing> things(Kind kind, List<Root> roots, Set<Long> ids, int limit) throws IOException {
        Map<Long, Thing> things = new TreeMap<>(Comparator.reverseOrder());
        if (ids.isEmpty()) return List.of();
        String wanted = ids.stream().limit(limit).map(String::valueOf).collect(Collectors.joining(", "));
        for (Root root : roots) {
            for (Row row : reader.query(
                    schema,
                    "SELECT x." + Sql.identifier(root.key()) + " AS id, x." + Sql.identifier(root.made()) + " AS m, "
                            + root.title() + " AS t FROM " + Sql.identifier(root.table()) + " x WHERE x."
                            + Sql.identifier(root.key()) + " IN (" + wanted + ")")) {
                Thing thing = Titles.of(kind, row);
                things.putIfAbsent(thing.id(), thing);
            }
        }
        return List.copyOf(things.values());
    }
}
