package org.gardefou.restore.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.newer.Going;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.newer.NewerRows;
import org.gardefou.restore.preparation.LiveDatabase;
import org.gardefou.restore.preparation.LiveDatabases;
import org.gardefou.restore.preparation.MaintenancePage;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.preparation.Workplace;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/**
 * Puts what was prepared in the place of the live site, and back. Databases first, each in one {@code RENAME TABLE} or, of PostgreSQL, in one
 * transaction, since they can fail; then the document root in one {@code renameat2(RENAME_EXCHANGE)}, which takes microseconds. So whenever the
 * files are exchanged everything is, and whoever finds them not exchanged undoes what the databases may have begun. Chosen files
 * and folders are moved one by one ({@link FileMoves}); a database that comes back alone notes itself that it is done.
 */
@ApplicationScoped
public class Exchange {

    private final Reach reach;
    private final LiveDatabases databases;
    private final NewerRows newer;
    private final ExchangeConfig config;
    private final Clock clock;

    Exchange(Reach reach, LiveDatabases databases, NewerRows newer, ExchangeConfig config, Clock clock) {
        this.reach = reach;
        this.databases = databases;
        this.newer = newer;
        this.config = config;
        this.clock = clock;
    }

    /** The same where sites and databases are reached otherwise. */
    public Exchange reaching(Reach other) {
        return new Exchange(other, databases.reaching(other), newer.reaching(other), config, clock);
    }

    /**
     * Fixes what is to be moved for chosen files, once: keep the answer before {@link #switchOver}, so that whoever goes on after a
     * crash does the same. All else is answered as it is.
     */
    public Prepared planned(Target target, Prepared prepared) throws IOException, RestoreFailure {
        if (!oneByOne(prepared) || prepared.moves() != null) return prepared;
        try (Workplace place = Workplace.of(reach, target, prepared)) {
            return prepared.moving(FileMoves.plan(place, prepared));
        }
    }

    /**
     * Switches. Called again after it was cut short, it looks at what is there: it answers at once when all is switched, goes on
     * with chosen files where it was, and starts from the undone state otherwise. When it fails the caller calls {@link #undo}.
     *
     * @param keeping what of the live databases is kept. A database with rows that are is not undone once it is switched: what the
     *     site wrote into it while the process was dead stays
     * @param again whether it was called before: then nobody knows how much of what was prepared is still as it was loaded, since whoever went
     *     on before may have died between undoing and loading anew
     */
    public void switchOver(Target target, Prepared prepared, Keeping keeping, boolean again)
            throws IOException, RestoreFailure {
        try (Workplace place = Workplace.of(reach, target, prepared);
                MaintenancePage page = new MaintenancePage(place, prepared)) {
            if (!isLive(target, prepared)) switchOver(target, prepared, keeping, again, place, page);
        }
    }

    private void switchOver(
            Target target, Prepared prepared, Keeping keeping, boolean again, Workplace place, MaintenancePage page)
            throws IOException, RestoreFailure {
        List<PreparedSchema> waiting = new ArrayList<>();
        for (PreparedSchema schema : prepared.schemas()) {
            LiveDatabase live = live(target, schema);
            boolean begun = live.begun(schema);
            if (begun && !keeping.newer().isEmpty() && live.finished(schema)) continue;
            if (begun) live.undo(schema);
            if (begun || again) {
                newer.bringBack(target, schema, keeping);
                live.reload(schema, place.dumps(schema));
            }
            waiting.add(schema);
        }
        // Before the first is swapped: a site that cannot have all of its databases back keeps all that it has.
        for (PreparedSchema schema : waiting) {
            live(target, schema).demandSwitchable(schema, place.dumps(schema));
        }
        for (PreparedSchema schema : waiting) {
            try (Going along = newer.along(target, schema, keeping, () -> page.up(clock.instant()))) {
                live(target, schema).swap(schema, place.dumps(schema), along);
            }
        }
        if (oneByOne(prepared)) new FileMoves(place, prepared).run();
        else if (prepared.hasFiles()) exchange(place, prepared);
    }

    private static void exchange(Workplace place, Prepared prepared) throws IOException {
        if (!Workplace.same(place.identity(prepared.tree()), prepared.identity())) {
            throw new FileAccessException(
                    FileAccessException.Reason.SWAPPED, prepared.tree() + " is not what was restored there.");
        }
        place.exchange(prepared.tree());
    }

    /** Puts everything back as it was before {@link #switchOver}, wherever that was cut short. Can be repeated. */
    public void undo(Target target, Prepared prepared) throws IOException, RestoreFailure {
        if (oneByOne(prepared)) {
            undoMoves(target, prepared);
            return;
        }
        if (!prepared.hasFiles() || !isLive(target, prepared)) {
            undoSchemas(target, prepared);
            return;
        }
        // Looked for before the first schema goes back: old tables beside new files would be no site.
        try (Workplace place = Workplace.of(reach, target, prepared)) {
            place.identity(prepared.tree());
            undoSchemas(target, prepared);
            place.exchange(prepared.tree());
        }
    }

    private void undoMoves(Target target, Prepared prepared) throws IOException, RestoreFailure {
        if (prepared.moves() == null) return;
        try (Workplace place = Workplace.of(reach, target, prepared)) {
            new FileMoves(place, prepared).undo();
        }
    }

    private void undoSchemas(Target target, Prepared prepared) throws IOException {
        for (PreparedSchema schema : prepared.schemas().reversed()) {
            live(target, schema).undo(schema);
        }
    }

    /** Whether what was restored is live, all of it. */
    public boolean isLive(Target target, Prepared prepared) throws IOException {
        if (oneByOne(prepared)) {
            if (prepared.moves() == null) return false;
            try (Workplace place = Workplace.of(reach, target, prepared)) {
                return new FileMoves(place, prepared).done();
            }
        }
        if (!prepared.hasFiles()) {
            for (PreparedSchema schema : prepared.schemas()) {
                if (!live(target, schema).finished(schema)) return false;
            }
            return true;
        }
        String live = reach.files(target).stat(target.documentRootBelow()).identity();
        return Workplace.same(live, prepared.identity());
    }

    private static boolean oneByOne(Prepared prepared) {
        return prepared.parts() != null && prepared.hasFiles();
    }

    private LiveDatabase live(Target target, PreparedSchema schema) throws IOException {
        return databases.open(Preparation.of(target, schema.live()), config.lockTries());
    }
}
