package org.gardefou.restore.newer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.ScratchUser;
import org.gardefou.access.database.Table;
import org.gardefou.access.dump.Engine;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Keeps what is newer of the databases of a site, at each step of a restore. */
@ApplicationScoped
public class NewerRows {

    private final Reach reach;

    NewerRows(Reach reach) {
        this.reach = reach;
    }

    /** The same where sites and databases are reached otherwise. */
    public NewerRows reaching(Reach other) {
        return new NewerRows(other);
    }

    /** That the live databases have what is to be kept, before anything is written. */
    public void demandKeepable(Target target, Selection selection, Keeping keeping) throws IOException, RestoreFailure {
        if (keeping.nothing()) return;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Set<String> missing = new TreeSet<>(keeping.tables());
        boolean others = false;
        for (Target.Schema schema : target.schemas()) {
            if (!selection.takes(schema.name())) continue;
            others |= schema.of(Engine.POSTGRESQL);
            if (schema.of(Engine.POSTGRESQL)) continue;
            Database administration = reach.administration(schema);
            Set<String> live = tables(administration, schema.name());
            kinds.addAll(Keepable.kinds(live, selection.tables().isEmpty() ? null : selection.tables()));
            missing.removeAll(live);
            Set<String> staying = new TreeSet<>(keeping.tables());
            staying.retainAll(live);
            List<String> links = administration.linksOut(schema.name(), staying);
            if (!links.isEmpty()) throw Refused.linked(links);
        }
        if (!missing.isEmpty()) throw Refused.tables(missing, others);
        Set<Kind> lacking = new TreeSet<>(keeping.newer().keySet());
        lacking.removeAll(kinds);
        if (!lacking.isEmpty()) throw Refused.kinds(lacking, others);
    }

    private static Set<String> tables(Database administration, String schema) throws IOException {
        return administration.tables(schema).stream()
                .filter(table -> table.kind() == Table.Kind.BASE_TABLE)
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    /** The same with the tables that stay, once it is known that what was prepared has room for all that is to be kept. */
    public Prepared fitted(Target target, Prepared prepared, Keeping keeping) throws IOException, RestoreFailure {
        if (keeping.nothing()) return prepared;
        List<PreparedSchema> fitted = new ArrayList<>();
        for (PreparedSchema names : prepared.schemas()) {
            Target.Schema schema = Preparation.of(target, names.live());
            fitted.add(schema.of(Engine.POSTGRESQL) ? names : fitted(reach.administration(schema), names, keeping));
        }
        return prepared.loaded(List.copyOf(fitted));
    }

    private static PreparedSchema fitted(Database administration, PreparedSchema names, Keeping keeping)
            throws IOException, RestoreFailure {
        Set<String> live = tables(administration, names.live());
        List<String> staying = keeping.tables().stream().filter(live::contains).toList();
        if (names.chosen() == null) {
            Set<String> point = tables(administration, names.shadow());
            for (String table : Keepable.lacking(live, point, staying, keeping.newer())) {
                if (administration.rows(names.live(), List.of(table)).getOrDefault(table, 0L) > 0) {
                    throw Refused.lacking(table);
                }
            }
        }
        return names.leaving(staying);
    }

    /**
     * What goes along with the swap of a database.
     *
     * @param closing closes the site to its visitors, for the last look
     */
    public Going along(Target target, PreparedSchema names, Keeping keeping, Closing closing) throws IOException {
        Target.Schema schema = Preparation.of(target, names.live());
        if (keeping.newer().isEmpty() || schema.of(Engine.POSTGRESQL)) return Going.NONE;
        return new RowsAlong(reach.administration(schema), names, keeping.newer(), closing);
    }

    /** Closes the site to its visitors; can be called again. */
    public interface Closing {
        /** Closes it. */
        void close() throws IOException;
    }

    /** The same of all databases of a site, after a switch that failed. */
    public void bringBack(Target target, Prepared prepared, Keeping keeping) throws IOException {
        for (PreparedSchema names : prepared.schemas()) bringBack(target, names, keeping);
    }

    /**
     * Brings what visitors made on the restored database back to the one before, after a switch that was cut short and undone: it
     * is newer than the point like all else. Does nothing when there is nothing of that, and can be repeated.
     */
    public void bringBack(Target target, PreparedSchema names, Keeping keeping) throws IOException {
        Target.Schema schema = Preparation.of(target, names.live());
        if (keeping.newer().isEmpty() || schema.of(Engine.POSTGRESQL)) return;
        Database administration = reach.administration(schema);
        Notes notes = new Notes(names.notes());
        Map<String, Long> room = notes.room(administration);
        if (room.isEmpty()) return;
        Map<String, TableFacts> live = TableFacts.of(administration, names.live());
        Map<String, Shape> shapes =
                Shape.common(live, TableFacts.of(administration, names.shadow()), Set.copyOf(names.staying()));
        List<Part> parts = RowsAlong.parts(live.keySet(), shapes);
        Map<String, String> rights = new LinkedHashMap<>();
        rights.put(names.live(), RowsAlong.WRITE);
        rights.put(names.shadow(), RowsAlong.READ);
        rights.put(names.notes(), RowsAlong.WRITE);
        Way way = Way.back(names.shadow(), names.live(), shapes, Keepable.since(parts, room));
        try (ScratchUser user = administration.movingUser(rights)) {
            administration
                    .as(user.credentials())
                    .script(names.notes(), CopyScript.pass(way, notes.table(), parts, keeping.newer()));
        }
    }

    /** What was kept, once it is switched. */
    public Kept kept(Target target, Prepared prepared, Keeping keeping) throws IOException {
        if (keeping.nothing()) return Kept.NOTHING;
        List<String> staying = new ArrayList<>();
        KeptReport report = new KeptReport();
        for (PreparedSchema names : prepared.schemas()) {
            Target.Schema schema = Preparation.of(target, names.live());
            if (schema.of(Engine.POSTGRESQL)) continue;
            staying.addAll(names.staying());
            Database administration = reach.administration(schema);
            if (keeping.newer().isEmpty() || !administration.hasSchema(names.notes())) continue;
            administration.removeUsersLeftIn(names.notes());
            try (ScratchUser user = administration.movingUser(Map.of(
                    names.live(), RowsAlong.READ, names.retired(), RowsAlong.READ, names.notes(), RowsAlong.READ))) {
                report.read(
                        administration.as(user.credentials()),
                        names,
                        WordPress.parts(tables(administration, names.retired())),
                        tables(administration, names.live()));
            }
        }
        return report.kept(staying.stream().distinct().sorted().toList());
    }

    /** What was made on the site since it was switched; it goes with a rollback. */
    public List<Kept.Group> madeSince(Target target, Prepared prepared, @Nullable Instant switchedAt)
            throws IOException {
        List<Kept.Group> made = new ArrayList<>();
        for (PreparedSchema names : prepared.schemas()) {
            Target.Schema schema = Preparation.of(target, names.live());
            if (schema.of(Engine.POSTGRESQL)) continue;
            Database administration = reach.administration(schema);
            Map<String, TableFacts> before = TableFacts.of(administration, names.retired());
            if (before.isEmpty()) continue;
            List<Part> parts = WordPress.parts(tables(administration, names.live()));
            try (ScratchUser user = administration.movingUser(Map.of(names.live(), RowsAlong.READ))) {
                made.addAll(MadeSince.groups(
                        administration.as(user.credentials()),
                        names.live(),
                        parts,
                        before,
                        Keepable.since(parts, Keepable.next(before)),
                        switchedAt));
            }
        }
        return List.copyOf(made);
    }
}
