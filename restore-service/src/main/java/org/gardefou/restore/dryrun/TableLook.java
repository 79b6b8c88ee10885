package org.gardefou.restore.dryrun;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.DumpReader;
import org.gardefou.access.database.Table;
import org.gardefou.access.dump.DumpCount;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.dryrun.DryRun.OneTable;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** Compares the tables of one schema with those in its dump, by their rows. */
final class TableLook {

    private final String schema;
    private final String dumped;
    private final Selection selection;
    private final List<String> staying;
    private final DumpReader dump = new DumpReader();
    private final List<OneTable> tables = new ArrayList<>();
    private boolean read;

    /** @param dumped what the schema is called in the restore point */
    TableLook(String schema, String dumped, Selection selection, List<String> staying) {
        this.schema = schema;
        this.dumped = dumped;
        this.selection = selection;
        this.staying = staying;
    }

    /**
     * Reads the dump of the tables, as far as there is time.
     *
     * @param also reads it too
     */
    void then(ResticRepository repository, String snapshot, String folder, OutputStream also, BooleanSupplier late) {
        String file = DumpFiles.in(Path.of(folder), dumped).tables().toString();
        try {
            repository.dumpFile(snapshot, file, new Timely(dump, also, late));
            read = true;
        } catch (UncheckedIOException e) {
            // Too late: what was read so far is no count of anything.
            if (!(e.getCause() instanceof TooLate)) throw e;
        }
    }

    /** Counts the live rows, and compares. */
    void now(Database administration, long counted) throws IOException {
        Map<String, Table> live = new TreeMap<>();
        for (Table table : administration.tables(schema)) {
            if (table.kind() == Table.Kind.BASE_TABLE && wanted(table.name())) live.put(table.name(), table);
        }
        Map<String, Long> exact = counted(administration, live, counted);
        DumpCount count = dump.counted();
        Set<String> names = new TreeSet<>(live.keySet());
        if (complete()) count.rows().keySet().stream().filter(this::wanted).forEach(names::add);
        else names.addAll(selection.tables());
        for (String name : names) {
            Table table = live.get(name);
            Long then = complete() ? count.rows().get(name) : null;
            Long estimate = table == null ? null : Long.valueOf(table.rows());
            tables.add(new OneTable(
                    schema,
                    name,
                    change(name, table, then),
                    exact.getOrDefault(name, estimate),
                    table != null && !exact.containsKey(name),
                    then));
        }
    }

    private OneTable.Change change(String name, @Nullable Table now, @Nullable Long then) {
        if (now != null && staying.contains(name)) return OneTable.Change.KEPT;
        if (now == null) return OneTable.Change.CREATED;
        return complete() && then == null ? OneTable.Change.REMOVED : OneTable.Change.REPLACED;
    }

    /** A table that went while it was counted is one of which there is no count. */
    private Map<String, Long> counted(Database administration, Map<String, Table> live, long most) throws IOException {
        List<String> small = live.values().stream()
                .filter(table -> table.rows() <= most)
                .map(Table::name)
                .toList();
        try {
            return administration.rows(schema, small);
        } catch (DatabaseException e) {
            return Map.of();
        }
    }

    private boolean wanted(String table) {
        return selection.tables().isEmpty() || selection.tables().contains(table);
    }

    /** Whether the dump was read to its end. */
    boolean complete() {
        return read && dump.counted().complete();
    }

    /** Those chosen that the dump does not have; none when it was not read to its end. */
    List<String> missing() {
        return complete()
                ? selection.tables().stream()
                        .filter(table -> !dump.counted().rows().containsKey(table))
                        .toList()
                : List.of();
    }

    List<OneTable> tables() {
        return List.copyOf(tables);
    }

    /** Whether the server is of another version than when the dump was made; the patch level does not count. */
    boolean otherVersion(String now) {
        return dump.serverVersion()
                .map(then -> !series(then).equals(series(now)))
                .orElse(false);
    }

    String versionThen() {
        return dump.serverVersion().orElse("?");
    }

    /** {@code 10.11} of {@code 10.11.6-MariaDB}. */
    private static String series(String version) {
        int second = version.indexOf('.', version.indexOf('.') + 1);
        return second < 0 ? version : version.substring(0, second);
    }

    private static final class TooLate extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Timely extends OutputStream {
        private final OutputStream out;
        private final OutputStream also;
        private final BooleanSupplier late;

        Timely(OutputStream out, OutputStream also, BooleanSupplier late) {
            this.out = out;
            this.also = also;
            this.late = late;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (late.getAsBoolean()) throw new TooLate();
            out.write(bytes, from, length);
            also.write(bytes, from, length);
        }
    }
}
