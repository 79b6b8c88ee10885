package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.panel.PanelDocument;
import org.gardefou.backup.panel.PanelSettings;
import org.gardefou.backup.restorepoint.RestorePoint.Beside;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.run.BackupLog.Start;
import org.gardefou.backup.selection.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * What {@code meta.json} tells whoever restores with stock restic and no Garde-fou at hand: what the snapshot holds, what it leaves out, and what the panel
 * knew. Its schema is {@code meta/gardefou-meta-2.schema.json}; the format before had no {@code format} and fewer fields.
 *
 * @param leftOut null: nothing was left out on purpose
 * @param panelSettings null: nobody told any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Meta(
        @Nullable String format,
        UUID site,
        UUID backup,
        Instant at,
        List<Dumped> databases,
        String howToRestore,
        @Nullable LeftOut leftOut,
        @Nullable Panel panelSettings) {

    static final String FORMAT = "gardefou-meta/2";

    /**
     * What the panel knew.
     *
     * @param id of the document where Garde-fou keeps it
     * @param givenAt when it had been told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Panel(UUID id, Instant givenAt, PanelDocument document) {}

    static Meta of(
            Start start, List<Dumped> databases, @Nullable LeftOut leftOut, PanelSettings.@Nullable Given panel) {
        return new Meta(
                FORMAT,
                start.site(),
                start.backup(),
                start.at(),
                databases,
                "Put the document root back, then load databases/<name>.tables.sql, .definitions.sql and .events.sql in this order; of PostgreSQL: pg_restore --no-owner --role=<owner> --dbname=<an empty database> databases/<name>.dump. What leftOut.exclude names is not in here; panelSettings are entered in the panel by hand.",
                leftOut,
                panel == null ? null : new Panel(panel.id(), panel.givenAt(), panel.document()));
    }

    /** As it is written. */
    byte[] bytes(ObjectMapper json) throws IOException {
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** What the restore point keeps of it. */
    Beside beside() {
        return panelSettings == null
                ? new Beside(leftOut, null, null)
                : new Beside(leftOut, panelSettings.id(), panelSettings.givenAt());
    }
}
