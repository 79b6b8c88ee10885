package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gardefou.terms.liability.RuleSet.Decision;
import org.junit.jupiter.api.Test;

class DecidedTest {

    @Test
    void everyCaseHasAPlaceOfItsOwnWhateverElseIsAnswered() {
        Set<Question> asked = EnumSet.of(Question.ACTOR, Question.COPY, Question.AUDIENCE, Question.WARNED);
        List<Long> cases = RuleLint.Cases.of(asked).toList();
        Decided decided = new Decided(asked);

        for (int i = 0; i < cases.size(); i++) {
            assertThat(decided.of(cases.get(i))).isNull();
            decided.keep(cases.get(i) | Question.CAUSE.bit("CHANGE"), new Decision(Party.HOST, i, 0));
        }

        for (int i = 0; i < cases.size(); i++)
            assertThat(decided.of(cases.get(i) | Question.CAUSE.bit("PLATFORM")))
                    .isEqualTo(new Decision(Party.HOST, i, 0));
    }

    @Test
    void ofATableThatAsksForTooMuchNothingIsKept() {
        Decided decided = new Decided(EnumSet.allOf(Question.class));

        decided.keep(1, new Decision(Party.HOST, 0, 0));

        assertThat(decided.of(1)).isNull();
    }
}
