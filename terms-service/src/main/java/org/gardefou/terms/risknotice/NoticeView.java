package org.gardefou.terms.risknotice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** A notice with all that it says, as it is answered to who reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeView(
        UUID id,
        UUID site,
        UUID customer,
        @Nullable UUID contract,
        NoticeKind kind,

        @Schema(description = "The first change that it tells of; a notice about security tells of findings.") @Nullable UUID change,

        @Schema(examples = "site.plugin-updated") @Nullable String changeType,
        Risk level,
        RiskNotice.State state,
        @Schema(examples = "fr") String locale,
        NoticeEvents.ClauseRef clause,
        Help help,
        NoticeEvents.@Nullable LastGood lastGoodRestorePoint,
        NoticeText text,

        @Schema(description = "The changes it tells of, by the time at which they happened: the first twenty.")
        @Nullable List<Gathered.Member> changes,

        @Schema(description = "What was found about the site's extensions, the worst first: twenty at most.") @Nullable List<SecurityFact> facts,

        @Schema(
                description = "How many changes, or findings, it tells of, also those that are not listed.",
                examples = "1")
        int changeCount,

        @Schema(description = "When the change happened, or the first of them.")
        Instant happenedAt,

        Instant raisedAt,
        @Nullable Instant deliveredAt,
        RiskNotice.@Nullable Channel channel,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant expiredAt,
        RiskNotice.@Nullable Expiry expiredBecause) {

    /** A notice in a list: its title only, so that looking at a list is not reading. */
    record Line(
            UUID id,
            UUID site,
            UUID customer,
            NoticeKind kind,
            @Nullable UUID change,
            @Nullable String changeType,
            Risk level,
            RiskNotice.State state,
            Text title,
            int changeCount,
            Instant raisedAt) {}

    Line line() {
        return new Line(
                id, site, customer, kind, change, changeType, level, state, text.title(), changeCount, raisedAt);
    }

    /** What a notice would say; the same fields as of one that there is, in the same order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NoticeDraft")
    record Draft(
            UUID site,
            UUID customer,
            @Nullable UUID contract,
            NoticeKind kind,
            String changeType,
            Risk level,
            String locale,
            NoticeEvents.ClauseRef clause,
            Help help,
            NoticeEvents.@Nullable LastGood lastGoodRestorePoint,
            NoticeText text,
            List<Planned> changes,
            int changeCount) {

        /** A change among those of the notice. */
        @Schema(name = "NoticeDraftChange")
        record Planned(String type, String object, Risk level) {}

        static Draft of(ChangeEvent change, Kind kind, NoticeWriter.Standing standing, Drafting.Draft draft) {
            Composer.Composed composed = draft.composed();
            NoticeWriter.Open joined = standing.joined();
            return new Draft(
                    change.site(),
                    change.customer(),
                    standing.cover() == null ? null : standing.cover().contract(),
                    NoticeKind.CHANGE,
                    joined == null
                            ? kind.type()
                            : joined.gathered().shown().getFirst().type(),
                    composed.risk(),
                    composed.language().tag(),
                    new NoticeEvents.ClauseRef(composed.clause(), composed.version()),
                    composed.help(),
                    NoticeEvents.LastGood.of(standing.lastGood()),
                    composed.text(),
                    draft.gathered().shown().stream()
                            .map(one -> new Planned(one.type(), one.object(), one.level()))
                            .toList(),
                    draft.gathered().count());
        }
    }
}
