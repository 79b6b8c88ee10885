package org.gardefou.restore.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.gardefou.access.database.Account;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.SchemaSwap;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.Prepared;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.preparation.Workplace;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;

/**
 * Puts what was prepared in the place of the live site, and back. Databases first, each in one {@code RENAME TABLE}, since they
 * can fail; then the document root in one {@code renameat2(RENAME_EXCHANGE)}, which takes microseconds. So whenever the
 * files are exchanged everything is, and whoever finds them not exchanged undoes what the databases may have begun.
 */
@ApplicationScoped
public class Exchange {

    private final Reach reach;
    private final Preparation preparation;
    private final ExchangeConfig config;

    Exchange(Reach reach, Preparation preparation, ExchangeConfig config) {
        this.reach = reach;
        this.preparation = preparation;
        this.config = config;
    }

    /**
     * Switches. Called again after it was cut short, it looks at what is there: it answers at once when all is switched, and
     * starts from the undone state otherwise. When it fails the caller calls {@link #undo}.
     */
    public void switchOver(Target target, Prepared prepared) throws IOException, RestoreFailure {
        if (isLive(target, prepared)) return;
        try (Workplace place = Workplace.of(reach, target, prepared)) {
            for (PreparedSchema schema : prepared.schemas()) {
                if (begun(target, schema)) {
                    undo(target, schema);
                    // Its routines, triggers and views were taken out of the shadow schema: only the dump has them all.
                    preparation.reload(place, schema);
                }
            }
            // Before the first is swapped: a site that cannot have all of its databases back keeps all that it has.
            for (PreparedSchema schema : prepared.schemas()) {
                Database administration = administration(target, schema);
                swapping(administration).demandOwner(plan(administration, schema), place.dump(schema));
            }
            for (PreparedSchema schema : prepared.schemas()) {
                swap(target, schema, place.dump(schema));
            }
            if (!place.identity(prepared.tree()).equals(prepared.identity())) {
                throw new FileAccessException(
                        FileAccessException.Reason.SWAPPED, prepared.tree() + " is not what was restored there.");
            }
            place.exchange(prepared.tree());
        }
    }

    /** Puts everything back as it was before {@link #switchOver}, wherever that was cut short. Can be repeated. */
    public void undo(Target target, Prepared prepared) throws IOException {
        if (!isLive(target, prepared)) {
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

    private void undoSchemas(Target target, Prepared prepared) throws IOException {
        for (PreparedSchema schema : prepared.schemas().reversed()) {
            undo(target, schema);
        }
    }

    /** Whether the restored tree is the live one. */
    public boolean isLive(Target target, Prepared prepared) throws IOException {
        return reach.files(target).stat(target.documentRootBelow()).identity().equals(prepared.identity());
    }

    /** Whether the swap of a schema has left anything to undo. */
    boolean begun(Target target, PreparedSchema schema) throws IOException {
        Database administration = administration(target, schema);
        return swapping(administration).begun(plan(administration, schema));
    }

    /** One schema, there. */
    void swap(Target target, PreparedSchema schema, DumpFiles dump) throws IOException, RestoreFailure {
        Database administration = administration(target, schema);
        if (!administration.hasSchema(schema.live())) {
            administration.createSchema(schema.live());
        }
        try {
            swapping(administration).swap(plan(administration, schema), dump);
        } catch (DatabaseException e) {
            // Its names were the customer's own, so no grant that reaches them is one too many: our new names are out
            // of its reach.
            if (e.code() == DatabaseException.REACHED && schema.byFormerVersion()) throw byFormerVersion(e);
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

    private void undo(Target target, PreparedSchema schema) throws IOException {
        Database administration = administration(target, schema);
        swapping(administration).rollback(plan(administration, schema));
    }

    private Database administration(Target target, PreparedSchema schema) throws IOException {
        return reach.administration(Preparation.of(target, schema.live()));
    }

    private SchemaSwap swapping(Database administration) {
        return new SchemaSwap(administration, config.lockTries());
    }

    /** Nobody stands in for an account of the site: what belongs to the administration would act with its rights. */
    private static SchemaSwap.Plan plan(Database administration, PreparedSchema schema) throws IOException {
        Account owner =
                administration.accountsOf(schema.live()).stream().findFirst().orElse(null);
        return new SchemaSwap.Plan(schema.live(), schema.shadow(), schema.retired(), owner);
    }
}
