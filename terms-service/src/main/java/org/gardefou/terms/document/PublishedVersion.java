package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A published version, as anybody may read it.
 *
 * @param standing at the moment of asking
 * @param until when another one came or comes into force in its place; null: none is known
 * @param withdrawalReason why it was taken back, in the hoster's words
 * @param sha256 of the canonical JSON, in lower-case hex
 * @param renditions of the texts as they are shown, by their languages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedVersion(
        UUID id,
        UUID document,
        @Schema(examples = "3") int number,
        Standing standing,
        Instant publishedAt,
        Instant effectiveFrom,
        @Nullable Instant until,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason,

        @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        Map<String, String> renditions) {

    /** Where a published version stands among those of its document. */
    public enum Standing {
        /** Published, and not in force yet. */
        SCHEDULED,
        IN_FORCE,
        /** Another one is in force in its place, or was before its own day came. */
        SUPERSEDED,
        /** Taken back before it was in force; it binds nobody. */
        WITHDRAWN
    }

    /** A version that was not withdrawn, and the days on which it is the one in force. */
    record Reign(UUID version, Standing standing, @Nullable Instant until) {}

    /**
     * Which of the versions of a document stands where, the last in line first. Pure.
     *
     * @param published versions of one document; those that were withdrawn are left out
     */
    static List<Reign> reigns(List<Editions.Issued> published, Instant now) {
        // The order in which Editions#inForce looks for the one in force.
        List<Editions.Issued> line = published.stream()
                .filter(issued -> issued.withdrawn() == null)
                .sorted(Comparator.comparing(Editions.Issued::effective)
                        .thenComparing(Editions.Issued::published)
                        .reversed())
                .toList();
        List<Reign> reigns = new ArrayList<>();
        boolean found = false;
        @Nullable Instant until = null;
        for (Editions.Issued issued : line) {
            boolean begun = !issued.effective().isAfter(now);
            Standing standing = !begun ? Standing.SCHEDULED : found ? Standing.SUPERSEDED : Standing.IN_FORCE;
            found |= begun;
            reigns.add(new Reign(issued.version(), standing, until));
            until = issued.effective();
        }
        return reigns;
    }
}
