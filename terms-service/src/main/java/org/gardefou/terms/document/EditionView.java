package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms, as it is answered.
 *
 * @param sha256 of the canonical JSON; only once published
 * @param withdrawnAt when it was taken back, before it came into force
 * @param renditions what to show, with the hash that an acceptance must name; only once published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "VersionView")
record EditionView(
        UUID id,
        UUID document,
        int number,
        Edition.State state,
        List<UUID> clauses,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant effectiveFrom,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason,
        @Nullable String sha256,
        @Nullable List<Shown> renditions) {

    /** A rendition: where its bytes are, and their SHA-256. */
    record Shown(@Schema(examples = "fr") String locale, String sha256, String href) {}

    static EditionView of(Edition edition, List<Rendition> renditions) {
        return new EditionView(
                edition.id(),
                edition.document(),
                edition.number(),
                edition.state(),
                edition.clauses(),
                edition.createdAt(),
                edition.publishedAt(),
                edition.effectiveFrom(),
                edition.withdrawnAt(),
                edition.withdrawalReason(),
                edition.sha256(),
                edition.published()
                        ? renditions.stream()
                                .map(rendition -> shown(edition, rendition))
                                .toList()
                        : null);
    }

    private static Shown shown(Edition edition, Rendition rendition) {
        return new Shown(
                rendition.locale(),
                rendition.sha256(),
                "/terms/v1/versions/%s/renditions/%s".formatted(edition.id(), rendition.locale()));
    }
}
