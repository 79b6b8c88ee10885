package org.gardefou.restore.newer;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.newer.Part.Root;
import org.jspecify.annotations.Nullable;

/** Lists what was made on a site since a moment. */
final class MadeSince {

    private static final int MOST = 10_000;
    private static final DateTimeFormatter AS_WORDPRESS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private MadeSince() {}

    /**
     * By number, where the site has numbered on behind the tables of before, or by date.
     *
     * @param before the tables of before
     * @param since from which number on, by root
     * @param moment null when only numbers tell
     */
    static List<Kept.Group> groups(
            Database reader,
            String schema,
            List<Part> parts,
            Map<String, TableFacts> before,
            Map<String, Long> since,
            @Nullable Instant moment)
            throws IOException {
        List<Kept.Group> groups = new ArrayList<>();
        for (Part part : parts) {
            Map<Long, Kept.Thing> things = new TreeMap<>(Comparator.reverseOrder());
            for (Root root : part.roots()) {
                if (!before.containsKey(root.table())) continue;
                for (Row row : reader.query(
                        schema, question(schema, root, since.getOrDefault(root.table(), Long.MAX_VALUE), moment))) {
                    Kept.Thing thing = Titles.of(part.kind(), row);
                    things.putIfAbsent(thing.id(), thing);
                }
            }
            if (things.isEmpty()) continue;
            groups.add(new Kept.Group(
                    schema,
                    part.prefix(),
                    part.kind(),
                    things.size(),
                    0,
                    things.values().stream().limit(KeptReport.CONFLICTS).toList()));
        }
        return groups;
    }

    private static String question(String schema, Root root, long since, @Nullable Instant moment) {
        String made = "x." + Sql.identifier(root.made());
        String later = moment == null ? "" : " OR " + made + " >= " + Sql.literal(AS_WORDPRESS.format(moment));
        return "SELECT x." + Sql.identifier(root.key()) + " AS id, " + made + " AS m, " + root.title() + " AS t FROM "
                + Sql.qualified(schema, root.table()) + " x WHERE "
                + root.rows().of("x") + " AND (x."
                + Sql.identifier(root.key()) + " >= " + since + later + ") ORDER BY 1 DESC LIMIT " + MOST;
    }
}
