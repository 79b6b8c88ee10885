package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.ScratchUser;
import org.gardefou.access.database.Sql;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;

/**
 * Brings the newer things of one schema along with its swap. Twice before it: all of them while the site goes on, then what came
 * meanwhile, with the site closed to visitors. And once behind it, out of the tables that were live until then: whatever was
 * written up to the renaming is in them, and nothing is written to them any more, so that nothing falls between. What the site
 * writes behind the renaming has numbers beyond those.
 */
final class RowsAlong implements Going {

    /**
     * So many rows can be written to one table between our last look and the renaming, some hundredths of a second later. Numbers of
     * orders and posts go on behind that gap.
     */
    private static final long GAP = 1_000;

    static final String READ = "SELECT, SHOW VIEW";
    static final String WRITE = "SELECT, INSERT, UPDATE, DELETE";

    private final Database administration;
    private final PreparedSchema names;
    private final Map<Kind, Winner> wanted;
    private final Notes notes;
    private final NewerRows.Closing closing;
    private final ScratchUser user;
    private final Map<String, TableFacts> live;
    private final Map<String, Shape> shapes;
    private final List<Part> parts;
    private final Map<String, Long> next = new HashMap<>();

    RowsAlong(Database administration, PreparedSchema names, Map<Kind, Winner> wanted, NewerRows.Closing closing)
            throws IOException {
        this.administration = administration;
        this.names = names;
        this.wanted = wanted;
        this.closing = closing;
        this.notes = new Notes(names.notes());
        this.live = TableFacts.of(administration, names.live());
        this.shapes = Shape.common(live, TableFacts.of(administration, names.shadow()), Set.copyOf(names.staying()));
        this.parts = parts(live.keySet(), shapes);
        notes.begin(administration);
        Map<String, String> rights = new LinkedHashMap<>();
        rights.put(names.live(), WRITE);
        rights.put(names.shadow(), "ALL PRIVILEGES");
        rights.put(names.retired(), READ);
        rights.put(names.notes(), WRITE);
        this.user = administration.movingUser(rights);
    }

    /** Those that can be brought: a new account whose rights cannot be looked at is none of them. */
    static List<Part> parts(Set<String> tables, Map<String, Shape> shapes) {
        return WordPress.parts(tables).stream()
                .filter(part -> part.kind() != Kind.USERS || shapes.containsKey(part.prefix() + "usermeta"))
                .filter(part -> part.roots().stream().anyMatch(root -> shapes.containsKey(root.table())))
                .toList();
    }

    @Override
    public void before() throws IOException {
        Way way = Way.beside(names.live(), names.shadow(), shapes);
        pass(way);
        closing.close();
        pass(way);
        leaveRoom();
    }

    /** What the site writes behind the renaming must not take the numbers of what comes behind it. */
    private void leaveRoom() throws IOException {
        Map<String, Long> now = numbers(names.live());
        Map<String, Long> coming = numbers(names.shadow());
        List<String> statements = new ArrayList<>();
        now.forEach((table, number) -> {
            // Tried again, it stays where it is as long as there is room.
            long room = Math.max(
                    number + GAP,
                    next.containsKey(table) ? next.getOrDefault(table, 0L) : coming.getOrDefault(table, 0L) + GAP);
            next.put(table, room);
            statements.add(notes.leaving(table, room));
            statements.add("ALTER TABLE " + Sql.qualified(names.shadow(), table) + " AUTO_INCREMENT = " + room);
        });
        as(statements);
    }

    /** The next number of each table: by what the server says, which MySQL may have looked up yesterday, and by its rows. */
    private Map<String, Long> numbers(String schema) throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        List<String> questions = new ArrayList<>();
        Map<String, Long> told = Keepable.next(TableFacts.of(administration, schema));
        shapes.forEach((table, shape) -> {
            String counter = shape.counter();
            Long number = told.get(table);
            if (counter == null || number == null) return;
            numbers.put(table, number);
            questions.add("SELECT " + Sql.literal(table) + " AS t, MAX(" + Sql.identifier(counter) + ") + 1 AS n FROM "
                    + Sql.qualified(schema, table));
        });
        if (numbers.isEmpty()) return numbers;
        String question = String.join(" UNION ALL ", questions);
        for (Row row : administration.as(user.credentials()).query(schema, question)) {
            if (row.get("n") != null) numbers.merge(row.text("t"), Long.parseUnsignedLong(row.text("n")), Math::max);
        }
        return numbers;
    }

    @Override
    public void after() throws IOException {
        pass(Way.behind(names.retired(), names.live(), shapes, Map.copyOf(next)));
    }

    private void pass(Way way) throws IOException {
        as(CopyScript.pass(way, notes.table(), parts, wanted));
    }

    private void as(List<String> statements) throws IOException {
        if (!statements.isEmpty()) {
            administration.as(user.credentials()).script(names.notes(), statements);
        }
    }

    @Override
    public void close() throws IOException {
        user.close();
    }
}
