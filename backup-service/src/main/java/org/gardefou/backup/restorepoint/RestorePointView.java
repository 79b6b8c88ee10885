package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.copy.CopyView;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.selection.LeftOut;
import org.jspecify.annotations.Nullable;

/** A restore point as it is shown. */
@Schema(name = "RestorePoint")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestorePointView(
        UUID id,
        UUID site,
        UUID customer,
        UUID backup,
        Instant takenAt,
        @Schema(examples = "3086") long files,

        @Schema(description = "Bytes of all files.", examples = "68157440")
        long bytes,

        @Schema(description = "Bytes that were new.", examples = "1048576")
        long added,

        @Nullable @Schema(description = "What changed against the one before; absent where that is not known.")
        Changed changed,

        List<Dumped> databases,

        @Nullable @Schema(description = "What it does not hold on purpose; absent: nothing was left out.")
        LeftOut leftOut,

        @Nullable @Schema(
                description = "When the panel settings that are in it had been told; absent: it has none.",
                examples = "2026-11-23T09:00:00Z")
        Instant panelSettingsAt,

        @Nullable @Schema(description = "A name that people gave it.", examples = "Avant la refonte")
        String label,

        @Nullable Pin pin,

        @Nullable @Schema(description = "Why it is kept, and until when; in a list only where that is of one site.")
        List<Kept> keptFor,

        @Schema(examples = "AVAILABLE") RestorePoint.State state,

        @Schema(description = "Whether it is good, and by which evidence.")
        EvidenceView evidence,

        @Schema(description = "Whether its files can be browsed, searched and compared.", examples = "INDEXED")
        ContentState content,

        @Nullable @Schema(description = "Why its files are not known, and what to do.")
        Text contentFailure,

        @Nullable @Schema(description = "Against the restore point before it.")
        Difference difference,

        @Schema(description = "Whether it is in a second repository too; empty where the site has none.")
        List<CopyView> copies) {

    /** Numbers of files. */
    @Schema(name = "RestorePointChanges")
    record Changed(
            @Schema(examples = "12") long filesNew,
            @Schema(examples = "40") long filesChanged,
            @Schema(examples = "3034") long filesUnmodified) {

        static Changed of(Churn churn) {
            return new Changed(churn.filesNew(), churn.filesChanged(), churn.filesUnmodified());
        }
    }

    /**
     * @param kept null: not looked up
     * @param copy null: there is none
     * @param staff whether holds are told: they may be secret
     */
    static RestorePointView of(RestorePoint point, @Nullable List<Kept> kept, @Nullable CopyView copy, boolean staff) {
        return new RestorePointView(
                point.id(),
                point.site(),
                point.customer(),
                point.backup(),
                point.takenAt(),
                point.files(),
                point.bytes(),
                point.added(),
                point.churn().map(Changed::of).orElse(null),
                point.databases(),
                point.leftOut().orElse(null),
                point.panelSettingsAt().orElse(null),
                point.label().orElse(null),
                point.pin().orElse(null),
                kept == null
                        ? null
                        : kept.stream()
                                .filter(one -> staff || one.why() != Kept.Why.HELD)
                                .toList(),
                point.state(),
                EvidenceView.of(point),
                point.content(),
                point.contentFailure().orElse(null),
                point.difference().orElse(null),
                copy == null ? List.of() : List.of(copy));
    }
}
