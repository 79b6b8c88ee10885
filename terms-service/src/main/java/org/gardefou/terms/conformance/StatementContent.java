package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says: of a contract's part of a month, what was promised and what became of it. Its canonical JSON is what is hashed;
 * the same facts make the same bytes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "StatementContent")
record StatementContent(
        UUID site,
        UUID contract,
        UUID customer,
        @Schema(examples = "2026-10") String month,

        @Schema(description = "The clocks that the month goes by", examples = "Europe/Paris")
        String zone,

        @Schema(description = "The contract's part of the month")
        Instant from,

        Instant to,
        List<Under> terms,
        List<Line> promises,
        @Nullable Credit credit) {

    /** A version of the terms, and what it promised, for a part of the month. */
    @Schema(name = "StatementTerms")
    record Under(UUID version, int number, String sha256, Instant from, Instant to, Promises promises) {}

    /** What became of one promise. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StatementLine")
    record Line(
            Promise promise,
            State state,
            Reason reason,
            List<Proof> evidence,
            List<Event> incidents,
            @Nullable Measured measured) {

        static Line of(Judgement judged, Map<UUID, Long> seqs) {
            return new Line(
                    judged.promise(),
                    judged.state(),
                    judged.reason(),
                    proofs(judged.evidence(), seqs),
                    judged.incidents().stream()
                            .map(incident -> new Event(
                                    incident.span().from(),
                                    incident.span().to(),
                                    incident.counts(),
                                    incident.reason(),
                                    proofs(incident.evidence(), seqs)))
                            .toList(),
                    judged.measured());
        }

        private static List<Proof> proofs(List<UUID> ids, Map<UUID, Long> seqs) {
            return ids.stream().map(id -> new Proof(id, seqs.get(id))).toList();
        }
    }

    /** A time in which something was not as promised, as far as it lies in the month. */
    @Schema(name = "StatementIncident")
    record Event(Instant from, Instant to, boolean counts, Reason reason, List<Proof> evidence) {}

    /**
     * What shows it.
     *
     * @param id of an event, or of a liability assessment
     * @param seq its number in the ledger; null where the ledger has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StatementProof")
    record Proof(UUID id, @Nullable Long seq) {}
}
