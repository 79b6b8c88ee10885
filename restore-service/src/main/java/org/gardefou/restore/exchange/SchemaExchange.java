package org.gardefou.restore.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.gardefou.access.database.Account;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.database.SchemaSwap;
import org.gardefou.access.database.TableSwap;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.preparation.Preparation;
import org.gardefou.restore.preparation.Prepared.PreparedSchema;
import org.gardefou.restore.site.Reach;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** One schema, or the chosen tables of one, there and back. */
@ApplicationScoped
class SchemaExchange {

    private final Reach reach;
    private final ExchangeConfig config;

    SchemaExchange(Reach reach, ExchangeConfig config) {
        this.reach = reach;
        this.config = config;
    }

    /** Whether the swap of a schema has left anything to undo. */
    boolean begun(Target target, PreparedSchema schema) throws IOException {
        Database administration = administration(target, schema);
        TableSwap.Plan tables = tables(administration, schema);
        return tables != null
                ? onTables(administration).begun(tables)
                : onSchema(administration).begun(whole(administration, schema));
    }

    /** Whether a schema was swapped to the end. */
    boolean finished(Target target, PreparedSchema schema) throws IOException {
        Database administration = administration(target, schema);
        TableSwap.Plan tables = tables(administration, schema);
        return tables != null
                ? onTables(administration).finished(tables)
                : onSchema(administration).finished(whole(administration, schema));
    }

    void demandOwner(Target target, PreparedSchema schema, DumpFiles dump) throws IOException {
        Database administration = administration(target, schema);
        TableSwap.Plan tables = tables(administration, schema);
        if (tables != null) onTables(administration).demandOwner(tables);
        else onSchema(administration).demandOwner(whole(administration, schema), dump);
    }

    void swap(Target target, PreparedSchema schema, DumpFiles dump) throws IOException, RestoreFailure {
        Database administration = administration(target, schema);
        if (!administration.hasSchema(schema.live())) {
            administration.createSchema(schema.live());
        }
        TableSwap.Plan tables = tables(administration, schema);
        try {
            if (tables != null) onTables(administration).swap(tables);
            else onSchema(administration).swap(whole(administration, schema), dump);
        } catch (DatabaseException e) {
            // Its names were the customer's own, so no grant that reaches them is one too many: our new names are out
            // of its reach.
            if (e.code() == DatabaseException.REACHED && schema.byFormerVersion()) throw byFormerVersion(e);
            throw e;
        }
    }

    void undo(Target target, PreparedSchema schema) throws IOException {
        Database administration = administration(target, schema);
        TableSwap.Plan tables = tables(administration, schema);
        if (tables != null) onTables(administration).rollback(tables);
        else onSchema(administration).rollback(whole(administration, schema));
    }

    private static RestoreFailure byFormerVersion(DatabaseException cause) {
        return new RestoreFailure(
                FailureCode.PREPARED_BY_FORMER_VERSION,
                new Text(
                        "Cette restauration a été préparée par une version précédente de Garde-fou, d'une façon qui n'est plus admise ; ce qu'elle a préparé est enlevé et le site n'a pas changé. Demandez la restauration de nouveau.",
                        "This restore was prepared by an earlier version of Garde-fou, in a way that is not accepted any more; what it prepared is removed and the site is unchanged. Ask for the restore again."),
                cause);
    }

    private Database administration(Target target, PreparedSchema schema) throws IOException {
        return reach.administration(Preparation.of(target, schema.live()));
    }

    private SchemaSwap onSchema(Database administration) {
        return new SchemaSwap(administration, config.lockTries());
    }

    private TableSwap onTables(Database administration) {
        return new TableSwap(administration, config.lockTries());
    }

    private static SchemaSwap.Plan whole(Database administration, PreparedSchema schema) throws IOException {
        return new SchemaSwap.Plan(schema.live(), schema.shadow(), schema.retired(), owner(administration, schema));
    }

    private static TableSwap.@Nullable Plan tables(Database administration, PreparedSchema schema) throws IOException {
        List<String> chosen = schema.chosen();
        return chosen == null
                ? null
                : new TableSwap.Plan(
                        schema.live(),
                        schema.shadow(),
                        schema.retired(),
                        Set.copyOf(chosen),
                        owner(administration, schema));
    }

    /** Nobody stands in for an account of the site: what belongs to the administration would act with its rights. */
    private static @Nullable Account owner(Database administration, PreparedSchema schema) throws IOException {
        return administration.accountsOf(schema.live()).stream().findFirst().orElse(null);
    }
}
