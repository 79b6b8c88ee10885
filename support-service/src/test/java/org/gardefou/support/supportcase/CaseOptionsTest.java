package org.gardefou.support.supportcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.support.coverage.CoverageFacts;
import org.gardefou.support.coverage.FactsSample;
import org.gardefou.support.coverage.Outcome;
import org.gardefou.support.coverage.Reason;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "SELF_SERVICE,      REPAIR_SOLD,      RESTORE GUIDE PAID_REPAIR",
        "SELF_SERVICE,      RESTORE_INCLUDED, RESTORE GUIDE",
        "BILLABLE,          REPAIR_SOLD,      RESTORE GUIDE PAID_REPAIR",
        "INCLUDED,          REPAIR_IN_PLAN,   INCLUDED_REPAIR RESTORE GUIDE",
        "INCLUDED_GOODWILL, NOT_WARNED,       INCLUDED_REPAIR RESTORE GUIDE",
        "NEEDS_REVIEW,      SHARED_CAUSE,     INCLUDED_REPAIR RESTORE GUIDE",
        "PLATFORM_FAULT,    PLATFORM_CAUSE,   INCLUDED_REPAIR",
        "NEEDS_INFORMATION, CONTRACT_UNKNOWN, RESTORE GUIDE",
        "DECLINED,          REPAIR_NOT_SOLD,  RESTORE GUIDE",
    })
    void theWaysOutFollowFromTheOutcome(Outcome outcome, Reason reason, String kinds) {
        List<CaseOption> options = CaseOptions.of(outcome, List.of(reason), new FactsSample().facts());

        assertThat(options)
                .extracting(CaseOption::kind)
                .containsExactlyElementsOf(
                        Arrays.stream(kinds.split(" ")).map(Kind::valueOf).toList());
    }

    @Test
    void theFirstIsRecommendedAndOnlyThePaidOneIsNotFree() {
        List<CaseOption> options =
                CaseOptions.of(Outcome.SELF_SERVICE, List.of(Reason.REPAIR_SOLD), new FactsSample().facts());

        assertThat(options).extracting(CaseOption::recommended).containsExactly(true, false, false);
        assertThat(options).extracting(CaseOption::free).containsExactly(true, true, false);
        assertThat(options.getFirst().restorePoint()).isEqualTo(FactsSample.POINT);
        assertThat(options.getFirst().href()).isEqualTo("/restores/v1/advice?site=" + FactsSample.SITE);
        assertThat(options.get(1).href()).isEqualTo("/support/v1/guides/missing-php-extension-or-plugin");
        assertThat(options.getLast().text().fr()).contains("90,00");
        assertThat(options.getLast().text().en()).contains("€90.00");
    }

    @Test
    void aCauseWithoutAGuideOfItsOwnGetsTheGeneralOneAndIsToldSo() {
        FactsSample facts = new FactsSample();
        facts.guide = false;

        CaseOption guide = only(Kind.GUIDE, Outcome.SELF_SERVICE, facts.facts());

        assertThat(guide.guide()).isEqualTo("first-steps");
        assertThat(guide.text().fr()).contains("guide général");
    }

    @Test
    void withoutADiagnosisOneIsAskedForFirst() {
        FactsSample facts = new FactsSample();
        facts.assessed = false;

        CaseOption best = CaseOptions.of(Outcome.NEEDS_INFORMATION, List.of(Reason.ASSESSMENT_MISSING), facts.facts())
                .getFirst();

        assertThat(best.kind()).isEqualTo(Kind.DIAGNOSIS);
        assertThat(best.recommended()).isTrue();
    }

    @Test
    void nothingIsRestoredThatIsNotThereOrNotPromised() {
        FactsSample none = new FactsSample();
        none.restorePoint = false;
        FactsSample unknown = new FactsSample();
        unknown.contractKnown = false;

        for (FactsSample facts : List.of(none, unknown))
            assertThat(CaseOptions.of(Outcome.SELF_SERVICE, List.of(Reason.GUIDE_EXISTS), facts.facts()))
                    .extracting(CaseOption::kind)
                    .doesNotContain(Kind.RESTORE);
    }

    private static CaseOption only(Kind kind, Outcome outcome, CoverageFacts facts) {
        Stream<CaseOption> found = CaseOptions.of(outcome, List.of(Reason.GUIDE_EXISTS), facts).stream()
                .filter(way -> way.kind() == kind);
        return found.reduce((one, other) -> {
                    throw new AssertionError("twice: " + kind);
                })
                .orElseThrow();
    }

    @Test
    void whatOurPeopleProposeStandsFirstAndLeavesTheOthersAsTheyWere() {
        List<CaseOption> others =
                CaseOptions.of(Outcome.SELF_SERVICE, List.of(Reason.REPAIR_SOLD), new FactsSample().facts());
        Proposal proposal = new Proposal(UUID.randomUUID(), FactsSample.POINT);

        List<CaseOption> with = CaseOptions.with(proposal, CaseOptions.with(proposal, others));

        assertThat(with)
                .extracting(CaseOption::kind)
                .containsExactly(Kind.GUIDED_RESTORE, Kind.RESTORE, Kind.GUIDE, Kind.PAID_REPAIR);
        assertThat(with).extracting(CaseOption::recommended).containsExactly(true, false, false, false);
        assertThat(with.getFirst().href()).isEqualTo("/restores/v1/restore-proposals/" + proposal.id());
        assertThat(CaseOptions.with(null, with)).isEqualTo(others);
        assertThat(CaseOptions.with(null, List.of())).isEmpty();
    }
}
