package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * One import of a feed.
 *
 * @param fetchedAt when the feed was fetched from its publisher; what its age is counted from
 * @param fewer whether it may have far fewer records than the one before
 */
@Schema(name = "FeedImport")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedImport(
        UUID id,
        @Schema(examples = "wordfence") String feed,
        FeedFormat format,
        @Nullable @Schema(examples = "wordfence.json") String file,

        @Nullable @Schema(examples = "https://feeds.example/wordfence.json")
        String address,

        @Nullable @Schema(description = "The name of the secret that is sent as a bearer token.", examples = "feed-wordfence")
        String secret,

        @Nullable Instant fetchedAt,
        boolean fewer,
        State state,
        @Nullable Text problem,
        @Nullable Counts counts,
        Instant requestedAt,
        @Nullable Instant endedAt) {

    /** What became of it. */
    enum State {
        QUEUED,
        RUNNING,
        /** What findings are made from. */
        CURRENT,
        /** The one before, kept. */
        PREVIOUS,
        /** Older, its contents deleted. */
        REPLACED,
        /** Not taken; nothing was replaced by it. */
        FAILED
    }

    /**
     * @param records in the feed
     * @param unreadable left out, because their form is not known
     * @param vulnerabilities of one software each
     * @param added records that the feed did not have before
     * @param withdrawn records that it has no longer
     */
    @Schema(name = "FeedCounts")
    record Counts(long records, long unreadable, long vulnerabilities, long added, long withdrawn) {}
}
