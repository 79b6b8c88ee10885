package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Problems;
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

    /**
     * The same with what is to be shown in one language only.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where it is not written in it
     */
    EditionView in(String locale) {
        List<Shown> all = renditions == null ? List.of() : renditions;
        List<Shown> wanted =
                all.stream().filter(shown -> shown.locale.equals(locale)).toList();
        if (wanted.isEmpty())
            throw Problems.own(
                    "terms/translation-missing",
                    422,
                    "The terms are not written in this language",
                    "Version %d is written in %s, and not in %s. Ask for one of these, and tell the customer which one prevails (clause C04)."
                            .formatted(
                                    number,
                                    String.join(
                                            ", ",
                                            all.stream().map(Shown::locale).toList()),
                                    locale));
        return new EditionView(
                id,
                document,
                number,
                state,
                clauses,
                createdAt,
                publishedAt,
                effectiveFrom,
                withdrawnAt,
                withdrawalReason,
                sha256,
                wanted);
    }

    private static Shown shown(Edition edition, Rendition rendition) {
        return new Shown(
                rendition.locale(),
                rendition.sha256(),
                "/terms/v1/versions/%s/renditions/%s".formatted(edition.id(), rendition.locale()));
    }
}
