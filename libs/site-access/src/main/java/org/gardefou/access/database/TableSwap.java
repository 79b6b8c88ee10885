package org.gardefou.access.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Definition.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts some loaded tables in the place of the live ones of their names, in one {@code RENAME TABLE}, and leaves the rest of the
 * schema alone. Their triggers come with them, owned by the account given; those that the live tables had go. Views and
 * routines name tables, and see the new ones. Tables that foreign keys tie to others are refused.
 */
public final class TableSwap {
    private static final Set<Kind> TRIGGERS = EnumSet.of(Kind.TRIGGER);

    private final Database administration;
    private final Definitions definitions;
    private final KeptDefinitions kept;
    private final TableMove moving;

    /**
     * With the rights of an administrator.
     *
     * @param tries how often to wait 5 s for open transactions on the live tables
     */
    public TableSwap(Database administration, int tries) {
        this.administration = administration;
        this.definitions = new Definitions(administration);
        this.kept = new KeptDefinitions(administration);
        this.moving = new TableMove(administration, tries);
    }

    /**
     * What takes whose place.
     *
     * @param live the schema that the site uses
     * @param shadow loaded by {@link Database#loadBeside(org.gardefou.access.database.DumpFiles, String, Set)}; left empty
     * @param retired where the live tables go; made if it is not there, else it must be empty
     * @param tables all that the shadow schema has
     * @param owner who owns their triggers; see {@link SchemaSwap.Plan#owner}
     */
    public record Plan(
            String live,
            String shadow,
            String retired,
            Set<String> tables,
            @Nullable Account owner) {}

    /** {@link DatabaseException#OWNER_MISSING} when the plan lacks an owner that its swap needs. Nothing is changed. */
    public void demandOwner(Plan plan) throws IOException {
        if (plan.owner() == null && definitions.any(plan.shadow(), TRIGGERS)) {
            throw Definitions.ownerless(plan.live());
        }
    }

    /** Whether a swap was begun and not undone. */
    public boolean begun(Plan plan) throws IOException {
        return kept.has(plan.retired())
                || !administration.tables(plan.retired()).isEmpty();
    }

    /** Whether a swap was done to its end, and not undone. */
    public boolean finished(Plan plan) throws IOException {
        return kept.finished(plan.retired());
    }

    /**
     * Swaps. When anything fails, all is put back as it was before the exception is thrown; 1205 then means that
     * transactions on the live tables stayed open for all tries, {@link DatabaseException#LINKED} that a foreign key ties one of
     * the live tables to another. Load the shadow schema again before another swap.
     */
    public void swap(Plan plan) throws IOException {
        swap(plan, Along.NOTHING);
    }

    /** The same, with rows of the live tables that go along. */
    public void swap(Plan plan, Along along) throws IOException {
        if (!Set.copyOf(moving.movable(plan.shadow())).equals(plan.tables())) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE,
                    "The schema " + plan.shadow() + " does not hold these tables; load the dump first.");
        }
        new ChosenTables(administration, plan.live(), plan.tables()).demandUnlinked();
        demandNoView(plan);
        administration.demandPrivate(plan.retired());
        if (!administration.hasSchema(plan.retired())) {
            administration.createSchema(plan.retired());
        } else if (!administration.tables(plan.retired()).isEmpty()) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE,
                    "The schema " + plan.retired() + " is not empty; roll its swap back or drop it first.");
        }
        List<Definition> fresh =
                Definitions.madeOver(plan.shadow(), definitions.triggers(plan.shadow(), null), plan.owner());
        demandFree(plan, fresh);
        kept.keep(plan.retired(), definitions.triggers(plan.live(), plan.tables()));
        try {
            moving.run(new TableMove.Way(plan.live(), plan.tables(), plan.shadow(), plan.retired()), fresh, along);
            kept.finish(plan.retired());
        } catch (IOException | RuntimeException e) {
            try {
                rollback(plan);
            } catch (IOException | RuntimeException worse) {
                e.addSuppressed(worse);
            }
            throw e;
        }
    }

    /**
     * Undoes a swap: the mirror statement, with the triggers that the tables had. Can be called again after it was interrupted,
     * and does nothing when there is nothing to undo. The restored tables are in the shadow schema again.
     */
    public void rollback(Plan plan) throws IOException {
        if (!kept.has(plan.retired())) {
            return;
        }
        List<Definition> old = kept.of(plan.retired());
        if (moving.movable(plan.shadow()).isEmpty()) {
            moving.run(
                    new TableMove.Way(plan.live(), plan.tables(), plan.retired(), plan.shadow()), old, Along.NOTHING);
        }
        // Where it was cut short behind the renaming, or before it with triggers taken off already.
        List<Definition> present = definitions.triggers(plan.live(), plan.tables());
        List<String> statements = new ArrayList<>();
        present.stream().filter(one -> !old.contains(one)).forEach(one -> statements.add(one.drop()));
        old.stream().filter(one -> !present.contains(one)).forEach(one -> statements.addAll(one.make()));
        if (!statements.isEmpty()) {
            administration.script(plan.live(), statements);
        }
        kept.forget(plan.retired());
    }

    /** A view that took a table's name would stop the renaming half-way through its waiting. */
    private void demandNoView(Plan plan) throws DatabaseException {
        for (Table table : administration.tables(plan.live())) {
            if (table.kind() == Table.Kind.VIEW && plan.tables().contains(table.name())) {
                throw new DatabaseException(
                        DatabaseException.NO_CODE,
                        "A view is called " + table.name() + " in " + plan.live()
                                + " now; rename or drop it, then start again.");
            }
        }
    }

    /** The names of triggers are the schema's: one on another table must not be replaced. */
    private void demandFree(Plan plan, List<Definition> fresh) throws DatabaseException {
        Set<String> own = definitions.triggers(plan.live(), plan.tables()).stream()
                .map(Definition::name)
                .collect(Collectors.toSet());
        Set<String> others = definitions.triggers(plan.live(), null).stream()
                .map(Definition::name)
                .filter(name -> !own.contains(name))
                .collect(Collectors.toSet());
        for (Definition trigger : fresh) {
            if (others.contains(trigger.name())) {
                throw new DatabaseException(
                        DatabaseException.NO_CODE,
                        "The trigger " + trigger.name() + " stands on another table of " + plan.live()
                                + " now; rename it, then start again.");
            }
        }
    }
}
