package org.gardefou.restore.newer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.ScratchUser;
import org.gardefou.access.database.Table;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.newer.Kept.Conflict;
import org.gardefou.restore.newer.Kept.Conflict.Code;
import org.gardefou.restore.newer.Kept.Conflicts;
import org.gardefou.restore.newer.Kept.Thing;
import org.gardefou.restore.newer.NewerRule.Found;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Root;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** Compares what people made on a live schema with what its dump has, before a restore. Nothing is written. */
public final class NewerLook {

    private final String schema;
    private final Keeping keeping;
    private final Set<String> live;
    private final List<Part> parts;
    private final NewerRule rule;
    private final DumpedRows dump = new DumpedRows(new Reading());
    private final int most;
    private final List<Newer> found = new ArrayList<>();
    private boolean complete = true;

    /**
     * Before its dump is read.
     *
     * @param live the tables that there are
     * @param most so many things are compared
     */
    public NewerLook(String schema, Collection<Table> live, Selection selection, Keeping keeping, int most) {
        this.schema = schema;
        this.keeping = keeping;
        this.live = live.stream()
                .filter(table -> table.kind() == Table.Kind.BASE_TABLE)
                .map(Table::name)
                .collect(Collectors.toSet());
        this.most = most;
        this.rule = new NewerRule(most);
        this.parts = WordPress.parts(this.live).stream()
                .filter(part -> roots(part)
                        .anyMatch(root -> selection.tables().isEmpty()
                                || selection.tables().contains(root.table())))
                .toList();
    }

    private Stream<Root> roots(Part part) {
        // A table that stays loses nothing.
        return part.roots().stream()
                .filter(root -> live.contains(root.table()) && !keeping.tables().contains(root.table()));
    }

    /** Takes the dump as it goes by. */
    public OutputStream dump() {
        return dump;
    }

    private final class Reading implements DumpedRows.Reader {
        @Override
        public @Nullable List<String> wanted(String table) {
            return parts.stream()
                    .flatMap(NewerLook.this::roots)
                    .filter(root -> root.table().equals(table))
                    .findFirst()
                    .map(root -> {
                        String type = root.rows().column();
                        return type == null ? List.of(root.key(), root.mark()) : List.of(root.key(), root.mark(), type);
                    })
                    .orElse(null);
        }

        @Override
        public void row(String table, List<@Nullable String> values) {
            String id = values.getFirst();
            if (id == null || !id.matches("\\d{1,18}")) return;
            String type = values.size() < 3 ? "" : String.valueOf(values.get(2));
            for (Part part : parts) {
                roots(part)
                        .filter(root ->
                                root.table().equals(table) && root.rows().means(type))
                        .forEach(root -> rule.then(NewerRule.name(part, root), Long.parseLong(id), values.get(1)));
            }
        }
    }

    /** Looks at the live schema, once all of the dump went by. */
    public void now(Database administration, BooleanSupplier late) throws IOException {
        if (!rule.complete()) complete = false;
        if (parts.isEmpty() || !complete) return;
        try (ScratchUser user = administration.readingUser(schema)) {
            LiveThings things = new LiveThings(administration.as(user.credentials()), schema, most);
            for (Part part : parts) look(things, part, roots(part).toList(), late);
        }
    }

    private void look(LiveThings live, Part part, List<Root> roots, BooleanSupplier late) throws IOException {
        Set<Long> added = new TreeSet<>(Comparator.reverseOrder());
        Set<Long> changed = new TreeSet<>(Comparator.reverseOrder());
        for (Root root : roots) {
            Optional<Map<Long, String>> marks = live.marks(root, late);
            if (marks.isEmpty()) {
                complete = false;
                return;
            }
            Found one = rule.found(NewerRule.name(part, root), marks.get());
            added.addAll(one.added());
            changed.addAll(one.changed());
        }
        changed.removeAll(added);
        Winner winner = keeping.newer().get(part.kind());
        Set<Long> administrators =
                winner != null && part.kind() == Kind.USERS ? live.administrators(part, added) : Set.of();
        added.removeAll(administrators);
        if (added.isEmpty() && changed.isEmpty() && administrators.isEmpty()) return;
        List<Conflict> conflicts = new ArrayList<>();
        live.things(part.kind(), roots, administrators, KeptReport.CONFLICTS)
                .forEach(thing -> conflicts.add(conflict(Code.NEW_ADMINISTRATOR, part, thing)));
        Code code = winner == Winner.LIVE ? Code.LIVE_WINS : Code.POINT_WINS;
        live.things(part.kind(), roots, changed, KeptReport.CONFLICTS).stream()
                .limit(Math.max(0, KeptReport.CONFLICTS - conflicts.size()))
                .forEach(thing -> conflicts.add(conflict(code, part, thing)));
        found.add(new Newer(
                schema,
                part.prefix(),
                part.kind(),
                winner != null,
                added.size(),
                live.things(part.kind(), roots, added, KeptReport.SAMPLES),
                new Conflicts(changed.size() + administrators.size(), List.copyOf(conflicts))));
    }

    private Conflict conflict(Code code, Part part, Thing thing) {
        return new Conflict(code, schema, part.prefix(), part.kind(), thing);
    }

    /** What would have no place in the restore point, and why that stops it. */
    public @Nullable RestoreFailure obstacle(Database administration) throws IOException {
        for (String table : Keepable.lacking(live, dump.tables(), keeping.tables(), keeping.newer())) {
            if (administration.rows(schema, List.of(table)).getOrDefault(table, 0L) > 0) return Refused.lacking(table);
        }
        return null;
    }

    /** Tables of which nothing newer is lost. */
    public Set<String> keptTables() {
        Set<String> kept = new TreeSet<>(keeping.tables());
        for (Part part : parts) {
            if (!keeping.newer().containsKey(part.kind())) continue;
            part.roots().forEach(root -> kept.add(root.table()));
            part.branches().stream().map(Branch::table).forEach(kept::add);
        }
        return kept;
    }

    /** Whether all was compared. */
    public boolean complete() {
        return complete;
    }

    /** What is newer, by kind. */
    public List<Newer> found() {
        return List.copyOf(found);
    }
}
