package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gardefou.access.database.Along;
import org.gardefou.access.postgres.DatabaseSwap;
import org.gardefou.access.postgres.DatabaseSwap.Plan;
import org.gardefou.access.postgres.PostgresDatabase;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;

/**
 * A database of PostgreSQL: another one beside it, and both renamed.
 *
 * @param dumped what it is called in the restore point
 */
record LivePostgres(DatabaseSwap swap, String name, String dumped) implements LiveDatabase {

    @Override
    public void demandRestorable() throws IOException {
        swap.demandRestorable(name);
    }

    /** Whether it is whole is seen when it is loaded, and before anything is made of it. */
    @Override
    public boolean hasDump(Path folder) {
        return Files.isRegularFile(PostgresDatabase.file(folder, dumped));
    }

    @Override
    public int load(PreparedSchema names, Path folder) throws IOException {
        return swap.loadBeside(PostgresDatabase.file(folder, dumped), plan(names));
    }

    @Override
    public boolean empty() throws IOException {
        return swap.empty(name);
    }

    @Override
    public boolean begun(PreparedSchema names) throws IOException {
        return swap.begun(plan(names));
    }

    @Override
    public boolean finished(PreparedSchema names) throws IOException {
        return swap.finished(plan(names));
    }

    /** An undone swap leaves the restored one as it was loaded, but for what the site wrote into it while it was live. */
    @Override
    public void reload(PreparedSchema names, Path folder) throws IOException {
        load(names, folder);
    }

    @Override
    public void demandSwitchable(PreparedSchema names, Path folder) throws IOException {
        swap.demandSwitchable(plan(names));
    }

    @Override
    public void swap(PreparedSchema names, Path folder, Along along) throws IOException {
        swap.swap(plan(names));
    }

    @Override
    public void undo(PreparedSchema names) throws IOException {
        swap.rollback(plan(names));
    }

    @Override
    public void discard(PreparedSchema names) throws IOException {
        // Versions that named them otherwise knew MariaDB alone.
        if (!names.byFormerVersion()) swap.discard(names.shadow(), names.retired());
    }

    private static Plan plan(PreparedSchema names) {
        return new Plan(names.live(), names.shadow(), names.retired());
    }
}
