package org.gardefou.restore.saga;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Violation;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.newer.Keeping;
import org.gardefou.restore.selection.Asked;
import org.gardefou.restore.selection.AskedElsewhere;
import org.gardefou.restore.selection.Elsewhere;
import org.gardefou.restore.selection.Scope;
import org.jspecify.annotations.Nullable;

/** What somebody wants back. */
@Schema(name = "RestoreRequest")
public record RestoreRequest(
        @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @NotNull @Schema(
                description = "One of those that /restores/v1/advice names.",
                examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(description = "What comes back; EVERYTHING when it is left out.", examples = "FILES") @Nullable Scope scope,

        @Schema(
                description =
                        "With FILES: 1 to 100 files and folders of the restore point, below the document root (`wp-content/themes`, not `/htdocs/wp-content/themes`), or `.` alone for all of them. A folder comes back as it was: what was added to it since goes, but for newer uploads.",
                examples = "[\"wp-content/themes/shop\", \"index.php\"]")
        @Nullable List<@Nullable String> paths,

        @Schema(description = "With DATABASE and TABLES: one of the site's databases.", examples = "wp_site") @Nullable String schema,

        @Schema(
                description =
                        "With TABLES: 1 to 100 tables of that database, with the triggers on them. Tables that foreign keys tie together come back together.",
                examples = "[\"wp_options\"]")
        @Nullable List<@Nullable String> tables,

        @Schema(
                description =
                        "With EVERYTHING and DATABASE: 1 to 100 tables that stay as they are now, with the triggers on them, in each database that comes back and has them. No foreign key may tie them to others. Of MariaDB and MySQL only.",
                examples = "[\"wp_statistics\"]")
        @Nullable List<@Nullable String> keepTables,

        @Schema(
                description =
                        "Kinds of a WordPress of which what is newer than the restore point is kept, up to the moment of the switch; not with FILES. Ask for a dry run first: it says what would be kept, and what would not. Of MariaDB and MySQL only. Left out: nothing of the database is kept.")
        @Nullable List<@Nullable @Valid KeepNewer> keepNewer,

        @Schema(
                description =
                        "For operators and systems: the restore point was made of another place than the one where `site` is now, since the site was moved or its server is lost. It goes to where `site` is.")
        @Nullable @Valid AskedElsewhere elsewhere,

        @Schema(
                description =
                        "Go on without a backup of the present state, for a site that is too broken to be backed up.",
                examples = "false")
        @Nullable Boolean withoutSafetyBackup,

        @Schema(
                description =
                        "A customer, or the panel for them, must say true to restore a point of which the advice says that it contains the breakage.",
                examples = "true")
        @Nullable Boolean confirm) {

    /** All of a site. */
    public static final String EXAMPLE =
            "{\"site\": \"0198c5a2-7c00-7000-8000-000000000001\", \"restorePoint\": \"0198c5a2-7c00-7000-8000-000000000011\", \"confirm\": true}";

    /** A folder and a file. */
    public static final String EXAMPLE_OF_FILES =
            "{\"site\": \"0198c5a2-7c00-7000-8000-000000000001\", \"restorePoint\": \"0198c5a2-7c00-7000-8000-000000000011\", \"scope\": \"FILES\", \"paths\": [\"wp-content/themes\", \"index.php\"], \"confirm\": true}";

    /** A table. */
    public static final String EXAMPLE_OF_TABLES =
            "{\"site\": \"0198c5a2-7c00-7000-8000-000000000001\", \"restorePoint\": \"0198c5a2-7c00-7000-8000-000000000011\", \"scope\": \"TABLES\", \"schema\": \"wp_site\", \"tables\": [\"wp_options\"], \"confirm\": true}";

    /** All of a shop, but for what was ordered since and a table. */
    public static final String EXAMPLE_OF_NEWER =
            "{\"site\": \"0198c5a2-7c00-7000-8000-000000000001\", \"restorePoint\": \"0198c5a2-7c00-7000-8000-000000000011\", \"keepNewer\": [{\"kind\": \"ORDERS\"}, {\"kind\": \"USERS\", \"changed\": \"POINT\"}], \"keepTables\": [\"wp_statistics\"], \"confirm\": true}";

    /** A part of a restore point, or all of it, for what has been shown or asked elsewhere: nothing more needs to be confirmed. */
    public static RestoreRequest of(UUID site, UUID restorePoint, Asked asked, boolean withoutSafetyBackup) {
        return of(site, restorePoint, asked, null, null, withoutSafetyBackup);
    }

    /** Likewise, with what is kept of the live database. */
    public static RestoreRequest of(
            UUID site,
            UUID restorePoint,
            Asked asked,
            @Nullable List<@Nullable String> keepTables,
            @Nullable List<@Nullable KeepNewer> keepNewer,
            boolean withoutSafetyBackup) {
        return new RestoreRequest(
                site,
                restorePoint,
                asked.scope(),
                asked.paths(),
                asked.schema(),
                asked.tables(),
                keepTables,
                keepNewer,
                null,
                withoutSafetyBackup,
                true);
    }

    Asked asked() {
        return new Asked(scope, paths, schema, tables);
    }

    List<Violation> wrong() {
        List<Violation> wrong = new ArrayList<>(asked().wrong());
        wrong.addAll(Keeping.wrong(scope, keepTables, keepNewer));
        if (elsewhere != null) {
            wrong.addAll(elsewhere.wrong());
            alone(wrong, "/keepTables", keepTables);
            alone(wrong, "/keepNewer", keepNewer);
        }
        return wrong;
    }

    private static void alone(List<Violation> wrong, String pointer, @Nullable Object given) {
        if (given != null) {
            wrong.add(new Violation(
                    pointer,
                    "does not go with `elsewhere`: leave it out, what is at the other place is no later state"));
        }
    }

    @Nullable Elsewhere place() {
        return elsewhere == null ? null : elsewhere.elsewhere();
    }

    Keeping keeping() {
        return Keeping.asked(keepTables, keepNewer);
    }
}
