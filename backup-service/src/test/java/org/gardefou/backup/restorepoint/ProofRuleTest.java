package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Proof.Because;
import org.gardefou.backup.restorepoint.Proof.Code;
import org.gardefou.backup.restorepoint.ProofRule.Boot;
import org.gardefou.backup.restorepoint.ProofRule.Broken;
import org.gardefou.backup.restorepoint.ProofRule.Facts;
import org.gardefou.backup.restorepoint.ProofRule.LastBoot;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.junit.jupiter.api.Test;

class ProofRuleTest {

    private static final List<Dumped> COUNTED = List.of(new Dumped("wp", null, List.of("a"), Map.of("a", 3L)));
    private static final List<Dumped> OLD = List.of(new Dumped("wp", null, List.of("a"), null));
    private static final Optional<Instant> READ = Optional.of(Instant.EPOCH);
    private static final Text WHY = new Text("pourquoi", "why");

    @Test
    void theStateIsTheHighestStepThatWasPassed() {
        assertThat(state(OLD, Optional.empty(), null)).isEqualTo(Evidence.UNVERIFIED);
        assertThat(state(COUNTED, Optional.empty(), null)).isEqualTo(Evidence.DUMP_COMPLETE);
        assertThat(state(List.of(), Optional.empty(), null)).isEqualTo(Evidence.DUMP_COMPLETE);
        assertThat(state(COUNTED, READ, null)).isEqualTo(Evidence.DATA_READ);
        assertThat(state(COUNTED, READ, Boot.PASSED)).isEqualTo(Evidence.BOOTED);
        // What was restored whole was read whole
        assertThat(state(COUNTED, Optional.empty(), Boot.PASSED)).isEqualTo(Evidence.BOOTED);
    }

    @Test
    void whatWasNotPossibleOrWentWrongIsNeverAPass() {
        for (Boot boot : List.of(Boot.NOT_POSSIBLE, Boot.DOUBTFUL, Boot.FAILED)) {
            assertThat(state(COUNTED, Optional.empty(), boot)).isEqualTo(Evidence.DUMP_COMPLETE);
            assertThat(state(COUNTED, READ, boot)).isEqualTo(Evidence.DATA_READ);
        }
    }

    @Test
    void theScoreIsTheSumOfItsReasons() {
        assertThat(score(OLD, Optional.empty(), null)).isEqualTo(20);
        assertThat(score(COUNTED, Optional.empty(), null)).isEqualTo(40);
        assertThat(score(COUNTED, READ, null)).isEqualTo(70);
        assertThat(score(COUNTED, READ, Boot.NOT_POSSIBLE)).isEqualTo(70);
        assertThat(score(COUNTED, READ, Boot.DOUBTFUL)).isEqualTo(80);
        assertThat(score(COUNTED, READ, Boot.FAILED)).isEqualTo(50);
        assertThat(score(COUNTED, Optional.empty(), Boot.PASSED)).isEqualTo(100);
        assertThat(score(OLD, Optional.empty(), Boot.FAILED)).isZero();
        Proof proof = ProofRule.judge(facts(COUNTED, READ, Boot.DOUBTFUL));
        assertThat(proof.reasons().stream().mapToInt(Because::points).sum()).isEqualTo(proof.score());
        assertThat(proof.reasons()).extracting(Because::text).contains(WHY).allSatisfy(text -> {
            assertThat(text.fr()).isNotBlank();
            assertThat(text.en()).isNotBlank();
        });
    }

    @Test
    void whatCannotBeRestoredIsBrokenWhateverElseIsKnown() {
        Proof proof = ProofRule.judge(new Facts(
                COUNTED,
                READ,
                Optional.of(new LastBoot(Boot.PASSED, null)),
                Optional.of(new Broken(Code.DATA_DAMAGED, WHY))));
        assertThat(proof.state()).isEqualTo(Evidence.BROKEN);
        assertThat(proof.score()).isZero();
        assertThat(proof.reasons()).containsExactly(new Because(Code.DATA_DAMAGED, 0, WHY));
    }

    private static Evidence state(List<Dumped> databases, Optional<Instant> read, Boot boot) {
        return ProofRule.judge(facts(databases, read, boot)).state();
    }

    private static int score(List<Dumped> databases, Optional<Instant> read, Boot boot) {
        return ProofRule.judge(facts(databases, read, boot)).score();
    }

    private static Facts facts(List<Dumped> databases, Optional<Instant> read, Boot boot) {
        return new Facts(
                databases,
                read,
                Optional.ofNullable(boot).map(one -> new LastBoot(one, one == Boot.PASSED ? null : WHY)),
                Optional.empty());
    }
}
