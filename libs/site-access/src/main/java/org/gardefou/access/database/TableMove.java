package org.gardefou.access.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gardefou.access.database.Table.Kind;
import org.jspecify.annotations.Nullable;

/** Moves tables between schemas in one {@code RENAME TABLE}, with the triggers that cannot be moved taken off before and made behind. */
final class TableMove {
    private final Database administration;
    private final Definitions definitions;
    private final int tries;

    TableMove(Database administration, int tries) {
        this.administration = administration;
        this.definitions = new Definitions(administration);
        this.tries = tries;
    }

    /**
     * From where to where: what is in {@code place} goes to {@code out}, all of {@code in} goes to {@code place}.
     *
     * @param only the tables of {@code place} that go; null for all
     * @param staying tables that are moved from neither
     */
    record Way(String place, @Nullable Set<String> only, String in, String out, Set<String> staying) {
        Way(String place, @Nullable Set<String> only, String in, String out) {
            this(place, only, in, out, Set.of());
        }
    }

    /** Moves; waits a few times for transactions that are open on the tables of {@code place}. */
    void run(Way way, List<Definition> triggers, Along along) throws IOException {
        List<String> going = going(way);
        List<String> moves = new ArrayList<>();
        for (String table : going) {
            moves.add(Sql.qualified(way.place(), table) + " TO " + Sql.qualified(way.out(), table));
        }
        for (String table : movable(way.in(), way.staying())) {
            moves.add(Sql.qualified(way.in(), table) + " TO " + Sql.qualified(way.place(), table));
        }
        if (moves.isEmpty()) {
            return;
        }
        Set<String> only = way.staying().isEmpty() ? way.only() : Set.copyOf(going);
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(way, only, moves, triggers, along);
                return;
            } catch (DatabaseException e) {
                boolean busy = e.code() == SchemaSwap.LOCK_WAIT_TIMEOUT || e.code() == SchemaSwap.DEADLOCK;
                if (!busy
                        || attempt >= tries
                        || movable(way.in(), way.staying()).isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private void attempt(
            Way way, @Nullable Set<String> only, List<String> moves, List<Definition> triggers, Along along)
            throws IOException {
        List<String> apart = bounded();
        drop(way.in(), null, apart);
        List<String> moving = bounded();
        drop(way.place(), only, moving);
        moving.add("RENAME TABLE " + String.join(", ", moves));
        List<String> behind = bounded();
        triggers.forEach(trigger -> behind.addAll(trigger.make()));
        if (along.nothing()) {
            // In one session: every run of the client is time in which triggers are missing.
            apart.addAll(moving);
            apart.addAll(behind);
            administration.script(way.place(), apart);
            return;
        }
        administration.script(way.place(), apart);
        along.before();
        administration.script(way.place(), moving);
        along.after();
        administration.script(way.place(), behind);
    }

    private static List<String> bounded() {
        return new ArrayList<>(List.of("SET SESSION lock_wait_timeout = " + SchemaSwap.LOCK_WAIT_SECONDS));
    }

    private void drop(String schema, @Nullable Set<String> tables, List<String> statements) throws DatabaseException {
        for (Definition trigger : definitions.triggers(schema, tables)) {
            statements.add("DROP TRIGGER IF EXISTS " + Sql.qualified(schema, trigger.name()));
        }
    }

    private List<String> going(Way way) throws DatabaseException {
        Set<String> only = way.only();
        return movable(way.place(), way.staying()).stream()
                .filter(table -> only == null || only.contains(table))
                .toList();
    }

    /** The same but for some. */
    List<String> movable(String schema, Set<String> but) throws DatabaseException {
        return movable(schema).stream().filter(table -> !but.contains(table)).toList();
    }

    /** Tables and sequences of a schema: what has rows. */
    List<String> movable(String schema) throws DatabaseException {
        return administration.tables(schema).stream()
                .filter(table -> table.kind() != Kind.VIEW)
                .map(Table::name)
                .toList();
    }
}
