package org.gardefou.terms.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.change.Consent;
import org.jspecify.annotations.Nullable;

/**
 * Which version applies to a contract at a moment, and why those that were published since do not. Pure.
 *
 * @param applies null: the contract is not in force then
 * @param waiting what was published since and does not apply then, in its order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ContractOutlook")
record Outlook(UUID contract, Instant at, @Nullable Applies applies, List<Waiting> waiting) {

    /** The version that applies. */
    @Schema(name = "ApplyingVersion")
    record Applies(UUID version, Basis basis, Instant since) {

        static Applies of(ContractTerms terms) {
            return new Applies(terms.edition(), terms.basis(), terms.since());
        }
    }

    /** Why a version does not apply. */
    enum Why {
        /** The customer was not told of it: the old version goes on until they were, and the notice ran. */
        NOT_TOLD,
        /** The customer was told, and the notice runs. */
        NOTICE_RUNS,
        /** It is not in force yet. */
        NOT_YET,
        /** The customer must accept it expressly, and has not. */
        NOT_ACCEPTED,
        /** It changes another version that does not apply either. */
        FOLLOWS_ANOTHER
    }

    /**
     * A version that does not apply.
     *
     * @param bindsFrom from when it does as things are; null: that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WaitingVersion")
    record Waiting(
            UUID notice,
            UUID version,
            Why why,
            @Nullable Instant bindsFrom,
            @Nullable Instant exitUntil) {}

    /** The contract is not in force then. */
    static Outlook over(UUID contract, Instant at) {
        return new Outlook(contract, at, null, List.of());
    }

    /**
     * @param history the versions that it was under, the last first
     * @param open the notices that may still bind it, in their order
     */
    static Outlook of(UUID contract, List<Applies> history, List<ChangeNotice> open, Instant at) {
        @Nullable Applies applies = history.stream()
                .filter(terms -> !terms.since().isAfter(at))
                .findFirst()
                .orElse(null);
        List<Waiting> waiting = new ArrayList<>();
        for (ChangeNotice notice : open) {
            if (applies == null || notice.announcedAt().isAfter(at)) continue;
            Instant from = notice.bindsFrom();
            if (from != null && notice.binds(applies.version(), at))
                applies = new Applies(notice.edition(), notice.basis(), notice.appliesAfter(applies.since()));
            else
                waiting.add(new Waiting(
                        notice.id(), notice.edition(), why(notice, applies.version(), at), from, notice.exitUntil()));
        }
        return new Outlook(contract, at, applies, waiting);
    }

    private static Why why(ChangeNotice notice, UUID under, Instant at) {
        Instant from = notice.bindsFrom();
        if (from == null) return notice.consent() == Consent.EXPRESS ? Why.NOT_ACCEPTED : Why.NOT_TOLD;
        if (!from.isAfter(at)) return Why.FOLLOWS_ANOTHER;
        return notice.effectiveFrom().isAfter(at) || notice.previous().equals(under) && notice.acceptance() != null
                ? Why.NOT_YET
                : Why.NOTICE_RUNS;
    }
}
