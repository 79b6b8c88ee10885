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
 * Puts a loaded schema in the place of the live one without a moment in which a table is missing: one
 * {@code RENAME TABLE} moves every live table to the retired schema and every shadow table to the live one. Foreign keys
 * follow their tables; grants are by name, and stay. Views, routines, triggers and events cannot be renamed across schemas,
 * and are made anew in the live schema, owned by the account given. Between the renaming and that, for some milliseconds,
 * triggers are missing; views and routines of the old schema stand until they are replaced.
 */
public final class SchemaSwap {
    static final int LOCK_WAIT_SECONDS = 5;
    static final int LOCK_WAIT_TIMEOUT = 1205;
    static final int DEADLOCK = 1213;
    private static final Set<Kind> BUT_EVENTS = EnumSet.complementOf(EnumSet.of(Kind.EVENT));
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private final Database administration;
    private final Definitions definitions;
    private final KeptDefinitions kept;
    private final TableMove moving;

    /**
     * With the rights of an administrator.
     *
     * @param tries how often to wait 5 s for open transactions on the live tables
     */
    public SchemaSwap(Database administration, int tries) {
        this.administration = administration;
        this.definitions = new Definitions(administration);
        this.kept = new KeptDefinitions(administration);
        this.moving = new TableMove(administration, tries);
    }

    /**
     * What takes whose place.
     *
     * @param live the schema that the site uses
     * @param shadow loaded by {@link Database#loadBeside}; left empty
     * @param retired where the live tables go; made if it is not there, else it must be empty
     * @param owner who owns views, routines, triggers and events: an account of the site, see {@link Database#accountsOf}; null
     *     when none is known. Views, triggers, events and most routines act with their owner's rights, and what they do is the
     *     customer's word: with an owner of more rights than the customer's he would have those. One without any rights would
     *     leave a site whose triggers refuse every order, which is found out late. So without an owner a schema that has any
     *     is not swapped; one that has none is.
     * @param staying tables of the live schema that stay, with their triggers; the shadow's of the same names stay there. No
     *     foreign key may tie them to others
     */
    public record Plan(
            String live,
            String shadow,
            String retired,
            @Nullable Account owner,
            Set<String> staying) {

        /** All of the schema. */
        public Plan(String live, String shadow, String retired, @Nullable Account owner) {
            this(live, shadow, retired, owner, Set.of());
        }
    }

    /** {@link DatabaseException#OWNER_MISSING} when the plan lacks an owner that its swap needs. Nothing is changed. */
    public void demandOwner(Plan plan, @Nullable DumpFiles dump) throws IOException {
        if (plan.owner() == null
                && (definitions.any(plan.shadow(), BUT_EVENTS) || (dump != null && dump.hasEvents()))) {
            throw Definitions.ownerless(plan.live());
        }
    }

    /** Whether a swap was begun and not undone. */
    public boolean begun(Plan plan) throws IOException {
        return kept.has(plan.retired())
                || !administration.tables(plan.retired()).isEmpty();
    }

    /** Whether a swap was done to its end, events and all, and not undone. */
    public boolean finished(Plan plan) throws IOException {
        return kept.finished(plan.retired());
    }

    /** Drops what a swap leaves beside the live schema, whether it was done, undone or not begun. It cannot be undone afterwards. */
    public void discard(String shadow, String retired) throws IOException {
        administration.dropSchema(shadow);
        administration.dropSchema(retired);
        kept.forget(retired);
    }

    /**
     * Swaps. When anything fails, all is put back as it was before the exception is thrown; 1205 then means that
     * transactions on the live tables stayed open for all tries, {@link DatabaseException#OWNER_MISSING} that the plan lacks the
     * owner that is needed. Load the shadow schema again before another swap.
     *
     * @param dump whose events are made at the end; null when the shadow was not made from one
     */
    public void swap(Plan plan, @Nullable DumpFiles dump) throws IOException {
        swap(plan, dump, Along.NOTHING);
    }

    /** The same, with rows of the live tables that go along. */
    public void swap(Plan plan, @Nullable DumpFiles dump, Along along) throws IOException {
        List<String> coming = moving.movable(plan.shadow(), plan.staying());
        if (coming.isEmpty()) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE, "The schema " + plan.shadow() + " has no tables; load the dump first.");
        }
        demandOwner(plan, dump);
        demandApart(plan);
        administration.demandPrivate(plan.retired());
        if (!administration.hasSchema(plan.retired())) {
            administration.createSchema(plan.retired());
        } else if (!administration.tables(plan.retired()).isEmpty()) {
            throw new DatabaseException(
                    DatabaseException.NO_CODE,
                    "The schema " + plan.retired() + " is not empty; roll its swap back or drop it first.");
        }
        List<Definition> old = definitions.of(plan.live());
        // The user who loaded them is gone, and the server tells no view over a function of somebody who is not there.
        definitions.make(plan.shadow(), definitions.of(plan.shadow(), EnumSet.of(Kind.FUNCTION), plan.owner()));
        List<Definition> fresh = butOfStaying(plan, definitions.of(plan.shadow(), BUT_EVENTS, plan.owner()));
        List<Definition> wanted = new ArrayList<>(fresh);
        wanted.addAll(definitions.triggers(plan.live(), plan.staying()));
        kept.keep(plan.retired(), old);
        try {
            moving.run(way(plan, plan.shadow(), plan.retired()), triggers(fresh), along);
            definitions.replace(plan.live(), BUT_EVENTS, wanted);
            // Views of the shadow schema point to tables that are gone from it.
            definitions.replace(plan.shadow(), BUT_EVENTS, List.of());
            if (dump != null) {
                events(plan, dump);
            }
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
     * Undoes a swap: the mirror statement, then the old definitions. Can be called again after it was interrupted,
     * and does nothing when there is nothing to undo. The restored tables are in the shadow schema again.
     */
    public void rollback(Plan plan) throws IOException {
        kept.adoptFormer(plan.retired());
        if (!kept.has(plan.retired())) {
            return;
        }
        List<Definition> old = kept.of(plan.retired());
        boolean doubtful = kept.doubtful(plan.retired());
        if (doubtful && !old.isEmpty() && plan.owner() == null) {
            // Before anything goes back: made by a user who is gone afterwards, triggers would refuse every row.
            throw Definitions.ownerless(plan.live());
        }
        if (moving.movable(plan.shadow(), plan.staying()).isEmpty()) {
            moving.run(way(plan, plan.retired(), plan.shadow()), doubtful ? List.of() : triggers(old), Along.NOTHING);
        }
        if (doubtful) {
            remake(plan, old);
        } else {
            definitions.replace(plan.live(), ALL, old);
        }
        kept.forget(plan.retired());
    }

    /**
     * Makes definitions that a customer may have written: as a user who has the live schema and nothing else, so that it is no
     * matter what they say. The server then tells what came of them, and that is made over to the owner.
     */
    private void remake(Plan plan, List<Definition> doubtful) throws IOException {
        definitions.replace(plan.live(), ALL, List.of());
        try (ScratchUser user = administration.scratchUser(plan.live())) {
            new Definitions(administration.as(user.credentials()))
                    .make(
                            plan.live(),
                            doubtful.stream().map(Definition::ofNobody).toList());
            definitions.make(plan.live(), definitions.of(plan.live(), ALL, plan.owner()));
        }
    }

    /** An event made in the emptied shadow schema can run, and finds nothing there. */
    private void events(Plan plan, DumpFiles dump) throws IOException {
        try (ScratchUser user = administration.scratchUser(plan.shadow())) {
            administration.as(user.credentials()).load(plan.shadow(), dump.events());
            Set<Kind> events = EnumSet.of(Kind.EVENT);
            List<Definition> fresh = definitions.of(plan.shadow(), events, plan.owner());
            definitions.replace(plan.shadow(), events, List.of());
            definitions.replace(plan.live(), events, fresh);
        }
    }

    private static TableMove.Way way(Plan plan, String in, String out) {
        return new TableMove.Way(plan.live(), null, in, out, plan.staying());
    }

    /** That what stays is there, and tied to nothing that goes or comes. */
    private void demandApart(Plan plan) throws DatabaseException {
        if (plan.staying().isEmpty()) {
            return;
        }
        for (String table : plan.staying()) {
            if (!moving.movable(plan.live()).contains(table)) {
                throw new DatabaseException(
                        DatabaseException.NO_CODE,
                        "The table " + table + " was to stay in " + plan.live()
                                + " and is gone; start again without it.");
            }
        }
        new ChosenTables(administration, plan.live(), plan.staying()).demandUnlinked();
        new ChosenTables(administration, plan.shadow(), plan.staying()).demandUnlinked();
    }

    /** The triggers of tables that stay are the live ones'. */
    private List<Definition> butOfStaying(Plan plan, List<Definition> all) throws DatabaseException {
        Set<String> names = definitions.triggers(plan.shadow(), plan.staying()).stream()
                .map(Definition::name)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(one -> one.kind() != Kind.TRIGGER || !names.contains(one.name()))
                .toList();
    }

    private static List<Definition> triggers(List<Definition> all) {
        return all.stream().filter(one -> one.kind() == Kind.TRIGGER).toList();
    }
}
