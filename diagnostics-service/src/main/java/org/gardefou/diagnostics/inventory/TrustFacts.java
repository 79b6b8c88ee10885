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
 * @param checksum what its files are against those that were released; null where there is no such list of its kind
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "TrustFacts")
record TrustFacts(
        @Nullable Instant changedAt,
        @Nullable @Schema(examples = "Boutique SARL") String author,
        @Nullable @Schema(examples = "1.1") String stated,
        @Nullable @Schema(examples = "updates.example.net") String updatesFrom,
        List<Trace> traces,
        @Nullable Checksum checksum) {

    static final TrustFacts NONE = new TrustFacts(null, null, null, null, List.of(), null);

    TrustFacts {
        traces = traces == null ? List.of() : List.copyOf(traces);
    }

    /** What is seen before anything is compared. */
    static TrustFacts seen(
            @Nullable Instant changedAt,
            @Nullable String author,
            @Nullable String stated,
            @Nullable String updatesFrom,
            List<Trace> traces) {
        return new TrustFacts(changedAt, author, stated, updatesFrom, traces, null);
    }

    TrustFacts with(Checksum compared) {
        return new TrustFacts(changedAt, author, stated, updatesFrom, traces, compared);
    }

    /**
     * A comparison with the files that were released.
     *
     * @param modified at most twenty; also of the other lists
     * @param unexpected programs that the release does not have
     */
    @Schema(name = "TrustChecksum")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Checksum(Outcome outcome, List<String> modified, List<String> missing, List<String> unexpected) {

        static final Checksum NO_LIST = new Checksum(Outcome.NO_LIST, List.of(), List.of(), List.of());
        static final Checksum NOT_COMPARED = new Checksum(Outcome.NOT_COMPARED, List.of(), List.of(), List.of());

        Checksum {
            modified = modified == null ? List.of() : List.copyOf(modified);
            missing = missing == null ? List.of() : List.copyOf(missing);
            unexpected = unexpected == null ? List.of() : List.copyOf(unexpected);
        }

        static Checksum of(List<String> modified, List<String> missing, List<String> unexpected) {
            boolean same = modified.isEmpty() && missing.isEmpty() && unexpected.isEmpty();
            return new Checksum(same ? Outcome.MATCHES : Outcome.DIFFERS, modified, missing, unexpected);
        }

        /** What came of it. */
        enum Outcome {
            MATCHES,
            DIFFERS,
            /** There is no list of this version here. */
            NO_LIST,
            /** A file could not be read, or there were too many. */
            NOT_COMPARED
        }
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
