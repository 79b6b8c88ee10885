package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Proof.Code;
import org.gardefou.backup.restorepoint.ProofRule.Boot;
import org.gardefou.backup.restorepoint.ProofRule.Facts;
import org.gardefou.backup.verification.EvidenceRule.Look;
import org.junit.jupiter.api.Test;

class EvidenceRuleTest {

    private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Text WHY = new Text("pourquoi", "why");

    @Test
    void onlyWhatWasReadBehindItsMakingProvesAPoint() {
        assertThat(facts(day(-1)).dataSince()).isEmpty();
        assertThat(facts(day(0)).dataSince()).contains(day(0));
        assertThat(facts(null).dataSince()).isEmpty();
    }

    @Test
    void damageStaysUntilAllWasReadAgainOrThePointWasRestored() {
        Look damage = new Look(Step.DATA, Outcome.FAILED, true, WHY, day(5));
        assertThat(facts(day(4), damage).broken().orElseThrow().code()).isEqualTo(Code.DATA_DAMAGED);
        assertThat(facts(day(6), damage).broken()).isEmpty();
        assertThat(facts(null, damage, boot(Outcome.PASSED, 6)).broken()).isEmpty();
        assertThat(facts(null, damage, boot(Outcome.PASSED, 4)).broken()).isPresent();
        assertThat(facts(null, damage, boot(Outcome.FAILED, 6)).broken()).isPresent();
        assertThat(facts(null, damage, boot(Outcome.NOT_POSSIBLE, 6)).broken()).isPresent();
    }

    @Test
    void aPointThatDidNotComeBackIsNotMendedByReadingTheRepository() {
        Look unusable = new Look(Step.BOOTED, Outcome.FAILED, true, WHY, day(5));
        assertThat(facts(day(6), unusable).broken().orElseThrow().code()).isEqualTo(Code.NOT_RESTORABLE);
        assertThat(facts(null, boot(Outcome.NOT_POSSIBLE, 6), unusable).broken())
                .isPresent();
        assertThat(facts(null, unusable, boot(Outcome.PASSED, 6)).broken()).isEmpty();
    }

    @Test
    void aSnapshotThatIsGoneIsGoneWhateverWasRead() {
        Look gone = new Look(Step.PRESENT, Outcome.FAILED, true, WHY, day(5));
        assertThat(facts(day(6), gone).broken().orElseThrow().code()).isEqualTo(Code.SNAPSHOT_GONE);
        assertThat(facts(null, new Look(Step.PRESENT, Outcome.PASSED, false, WHY, day(6)))
                        .broken())
                .isEmpty();
    }

    @Test
    void aBrokenSiteInAFaithfulBackupBreaksNoPoint() {
        Facts facts = facts(null, boot(Outcome.FAILED, 1));
        assertThat(facts.broken()).isEmpty();
        assertThat(facts.boot().orElseThrow().boot()).isEqualTo(Boot.FAILED);
    }

    private static Facts facts(Instant wholeSince, Look... looks) {
        return EvidenceRule.facts(List.of(), MADE, Optional.ofNullable(wholeSince), Stream.of(looks));
    }

    private static Look boot(Outcome outcome, int day) {
        return new Look(Step.BOOTED, outcome, false, WHY, day(day));
    }

    private static Instant day(int day) {
        return MADE.plusSeconds(day * 86400L);
    }
}
