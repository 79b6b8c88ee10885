package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.access.database.Along;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.postgres.PostgresDatabase;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.site.Target;

/** A live database of a site and what a restore makes beside it, whatever engine holds it. */
public interface LiveDatabase {

    /** Looks, before anything is written, whether it can be restored: programs, rights, owner. */
    void demandRestorable() throws IOException, RestoreFailure;

    /** Whether the dump in a folder is there to its end. */
    boolean hasDump(Path folder) throws IOException;

    /**
     * Loads the dump in a folder beside the live database, from nothing.
     *
     * @return how many tables it has
     */
    int load(PreparedSchema names, Path folder) throws IOException;

    /** Whether it holds nothing yet, or is not there. */
    boolean empty() throws IOException;

    /** Whether a switch has left anything to undo. */
    boolean begun(PreparedSchema names) throws IOException;

    /** Whether a switch was done to its end. */
    boolean finished(PreparedSchema names) throws IOException;

    /** Makes what stands beside it ready for another switch, after one that was cut short and undone. */
    void reload(PreparedSchema names, Path folder) throws IOException;

    /** Whether it could be switched now; nothing is changed. */
    void demandSwitchable(PreparedSchema names, Path folder) throws IOException;

    /**
     * Puts what was loaded in its place, and keeps what was there.
     *
     * @param along rows of the live database that go along, where its engine can
     */
    void swap(PreparedSchema names, Path folder, Along along) throws IOException, RestoreFailure;

    /** Puts it back, wherever that was cut short. Can be repeated. */
    void undo(PreparedSchema names) throws IOException;

    /** Removes what a restore made beside it, for good. */
    void discard(PreparedSchema names) throws IOException;

    /** The files of a database's dump in a folder. */
    static List<Path> dumpFiles(Target.Schema schema, Path folder) {
        return schema.of(Engine.POSTGRESQL)
                ? List.of(PostgresDatabase.file(folder, schema.dumped()))
                : DumpFiles.in(folder, schema.dumped()).inOrder();
    }
}
