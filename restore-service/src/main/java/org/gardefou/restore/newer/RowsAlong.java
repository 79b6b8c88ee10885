package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gardefou.access.database.Database;
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
        Map<String, TableFacts> now = TableFacts.of(administration, names.live());
        Map<String, TableFacts> coming = TableFacts.of(administration, names.shadow());
        List<String> statements = new ArrayList<>();
        shapes.forEach((table, shape) -> {
            TableFacts one = now.get(table);
            TableFacts other = coming.get(table);
            if (shape.counter() == null || one == null || other == null) return;
            // Tried again, it stays where it is as long as there is room.
            long number = next.containsKey(table)
                    ? Math.max(other.next(), one.next() + GAP)
                    : Math.max(one.next(), other.next()) + GAP;
            next.put(table, number);
            statements.add(notes.leaving(table, number));
            statements.add("ALTER TABLE " + Sql.qualified(names.shadow(), table) + " AUTO_INCREMENT = " + number);
        });
        as(statements);
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
            administration.as(user.credentials()).run(names.notes(), statements);
        }
    }

    @Override
    public void close() throws IOException {
        user.close();
    }
}
