package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of where a component comes from. Facts, each by itself: there is no score of them, and none is a verdict.
 *
 * @param changedAt when its main file was last written, as the file system says; whoever writes the file can set it
 * @param stated the version that its {@code readme.txt} names, where it is another than the header's
 * @param updatesFrom the host that it takes its updates from, where that is not its directory
 * @param traces what was found in its files
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "TrustFacts")
record TrustFacts(
        @Nullable Instant changedAt,
        @Nullable @Schema(examples = "Boutique SARL") String author,
        @Nullable @Schema(examples = "1.1") String stated,
        @Nullable @Schema(examples = "updates.example.net") String updatesFrom,
        List<Trace> traces) {

    static final TrustFacts NONE = new TrustFacts(null, null, null, null, List.of());

    TrustFacts {
        traces = traces == null ? List.of() : List.copyOf(traces);
    }

    /** What kind of trace. */
    enum Sign {
        /** As copies have whose licence check was taken out. A suspicion. */
        NULLED,
        /** Code that hides what it does. Licensed programs do that, too: a suspicion. */
        OBFUSCATED
    }

    /**
     * One thing seen in one file.
     *
     * @param marker which one, see {@code inventory/markers.json}
     * @param file below the document root
     */
    @Schema(name = "TrustTrace")
    record Trace(
            Sign sign,
            @Schema(examples = "eval-of-decoded") String marker,

            @Schema(examples = "wp-content/plugins/shop-turbo/inc/load.php")
            String file) {}
}
