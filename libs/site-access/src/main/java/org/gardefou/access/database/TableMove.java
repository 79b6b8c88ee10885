package org.gardefou.access.database;

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
     */
    record Way(String place, @Nullable Set<String> only, String in, String out) {}

    /** Moves; waits a few times for transactions that are open on the tables of {@code place}. */
    void run(Way way, List<Definition> triggers) throws DatabaseException {
        List<String> moves = new ArrayList<>();
        for (String table : going(way)) {
            moves.add(Sql.qualified(way.place(), table) + " TO " + Sql.qualified(way.out(), table));
        }
        for (String table : movable(way.in())) {
            moves.add(Sql.qualified(way.in(), table) + " TO " + Sql.qualified(way.place(), table));
        }
        if (moves.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            List<String> statements = new ArrayList<>();
            statements.add("SET SESSION lock_wait_timeout = " + SchemaSwap.LOCK_WAIT_SECONDS);
            drop(way.place(), way.only(), statements);
            drop(way.in(), null, statements);
            statements.add("RENAME TABLE " + String.join(", ", moves));
            triggers.forEach(trigger -> statements.addAll(trigger.make()));
            try {
                administration.script(way.place(), statements);
                return;
            } catch (DatabaseException e) {
                boolean busy = e.code() == SchemaSwap.LOCK_WAIT_TIMEOUT || e.code() == SchemaSwap.DEADLOCK;
                if (!busy || attempt >= tries || movable(way.in()).isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private void drop(String schema, @Nullable Set<String> tables, List<String> statements) throws DatabaseException {
        for (Definition trigger : definitions.triggers(schema, tables)) {
            statements.add("DROP TRIGGER IF EXISTS " + Sql.qualified(schema, trigger.name()));
        }
    }

    private List<String> going(Way way) throws DatabaseException {
        Set<String> only = way.only();
        return movable(way.place()).stream()
                .filter(table -> only == null || only.contains(table))
                .toList();
    }

    /** Tables and sequences of a schema: what has rows. */
    List<String> movable(String schema) throws DatabaseException {
        return administration.tables(schema).stream()
                .filter(table -> table.kind() != Kind.VIEW)
                .map(Table::name)
                .toList();
    }
}
