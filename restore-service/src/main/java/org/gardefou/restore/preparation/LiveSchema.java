package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gardefou.access.database.Account;
import org.gardefou.access.database.Along;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.ProbeOutcome;
import org.gardefou.access.database.SchemaSwap;
import org.gardefou.access.database.TableSwap;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * A schema of MariaDB or MySQL: another one beside it, and all tables, or the chosen ones, renamed in one statement.
 *
 * @param tries for the locks of a swap
 */
record LiveSchema(Database administration, Target.Schema where, int tries) implements LiveDatabase {

    @Override
    public void demandRestorable() throws RestoreFailure {
        ProbeOutcome outcome = administration.probe("mysql");
        switch (outcome.kind()) {
            case CONNECTED -> {
                return;
            }
            case ACCESS_DENIED ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_ACCESS_DENIED,
                        new Text(
                                        "Le serveur de base de données refuse le compte d'administration ; l'hébergeur doit corriger le secret %s.",
                                        "The database server refuses the administration's account; the hoster must correct the secret %s.")
                                .with(where.adminSecret()));
            case UNREACHABLE, SERVER_GONE, TOO_MANY_CONNECTIONS ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_UNREACHABLE,
                        new Text(
                                        "Le serveur de base de données ne répond pas ; la restauration attend. (%s)",
                                        "The database server does not answer; the restore waits. (%s)")
                                .with(outcome.text()));
            case UNKNOWN_DATABASE, OTHER ->
                throw new RestoreFailure(
                        FailureCode.DATABASE_FAILED,
                        new Text(
                                        "Le compte d'administration ne voit pas la base mysql ; l'hébergeur doit vérifier ses droits. (%s)",
                                        "The administration's account does not see the schema mysql; the hoster must check its rights. (%s)")
                                .with(outcome.text()));
        }
    }

    @Override
    public boolean hasDump(Path folder) throws IOException {
        return dump(folder).complete();
    }

    @Override
    public int load(PreparedSchema names, Path folder) throws IOException {
        List<String> chosen = names.chosen();
        if (chosen == null) administration.loadBeside(dump(folder), names.shadow());
        else administration.loadBeside(dump(folder), names.shadow(), Set.copyOf(chosen));
        return administration.tables(names.shadow()).size();
    }

    @Override
    public boolean empty() throws IOException {
        return administration.tables(where.name()).isEmpty();
    }

    @Override
    public boolean begun(PreparedSchema names) throws IOException {
        TableSwap.Plan tables = tables(names);
        return tables != null ? byTable().begun(tables) : swapping().begun(plan(names));
    }

    @Override
    public boolean finished(PreparedSchema names) throws IOException {
        TableSwap.Plan tables = tables(names);
        return tables != null ? byTable().finished(tables) : swapping().finished(plan(names));
    }

    /** Its routines, triggers and views were taken out of the shadow schema: only the dump has them all. */
    @Override
    public void reload(PreparedSchema names, Path folder) throws IOException {
        load(names, folder);
    }

    @Override
    public void demandSwitchable(PreparedSchema names, Path folder) throws IOException {
        TableSwap.Plan tables = tables(names);
        if (tables != null) byTable().demandOwner(tables);
        else swapping().demandOwner(plan(names), dump(folder));
    }

    @Override
    public void swap(PreparedSchema names, Path folder, Along along) throws IOException, RestoreFailure {
        if (!administration.hasSchema(names.live())) {
            administration.createSchema(names.live());
        }
        TableSwap.Plan tables = tables(names);
        try {
            if (tables != null) byTable().swap(tables, along);
            else swapping().swap(plan(names), dump(folder), along);
        } catch (DatabaseException e) {
            // Its names were the customer's own, so no grant that reaches them is one too many: our new names are out
            // of its reach.
            if (e.code() == DatabaseException.REACHED && names.byFormerVersion()) throw byFormerVersion(e);
            throw e;
        }
    }

    private static RestoreFailure byFormerVersion(DatabaseException cause) {
        return new RestoreFailure(
                FailureCode.PREPARED_BY_FORMER_VERSION,
                new Text(
                        "Cette restauration a été préparée par une version précédente de Garde-fou, d'une façon qui n'est plus admise ; ce qu'elle a préparé est enlevé et le site n'a pas changé. Demandez la restauration de nouveau.",
                        "This restore was prepared by an earlier version of Garde-fou, in a way that is not accepted any more; what it prepared is removed and the site is unchanged. Ask for the restore again."),
                cause);
    }

    @Override
    public void undo(PreparedSchema names) throws IOException {
        TableSwap.Plan tables = tables(names);
        if (tables != null) byTable().rollback(tables);
        else swapping().rollback(plan(names));
    }

    @Override
    public void discard(PreparedSchema names) throws IOException {
        new SchemaSwap(administration, 1).discard(names.shadow(), names.retired());
        if (names.byFormerVersion()) return;
        administration.removeUsersLeftIn(names.notes());
        administration.dropSchema(names.notes());
    }

    private DumpFiles dump(Path folder) {
        return DumpFiles.in(folder, where.dumped());
    }

    private SchemaSwap swapping() {
        return new SchemaSwap(administration, tries);
    }

    private TableSwap byTable() {
        return new TableSwap(administration, tries);
    }

    private SchemaSwap.Plan plan(PreparedSchema names) throws IOException {
        return new SchemaSwap.Plan(
                names.live(), names.shadow(), names.retired(), owner(names), Set.copyOf(names.staying()));
    }

    private TableSwap.@Nullable Plan tables(PreparedSchema names) throws IOException {
        List<String> chosen = names.chosen();
        return chosen == null
                ? null
                : new TableSwap.Plan(names.live(), names.shadow(), names.retired(), Set.copyOf(chosen), owner(names));
    }

    /** Nobody stands in for an account of the site: what belongs to the administration would act with its rights. */
    private @Nullable Account owner(PreparedSchema names) throws IOException {
        return administration.accountsOf(names.live()).stream().findFirst().orElse(null);
    }
}
