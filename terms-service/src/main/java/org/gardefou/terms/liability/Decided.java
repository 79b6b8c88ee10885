package org.gardefou.terms.liability;

import java.util.Collection;
import org.gardefou.terms.liability.RuleSet.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What a table and its guards decided already, by the answers. The same answers are decided the same for ever, and there are few of them: a question
 * has some answers, and a table asks some questions.
 */
final class Decided {

    /** So many bits may tell the cases apart: 64 thousand places. The tables of the product need seven to nine. */
    private static final int MOST_BITS = 16;

    /** Of each question all answers but the last: that one is given where none of the others is. */
    private final long telling;

    private final @Nullable Decision[] known;

    /** @param asked all questions that decide; every set of answers that is looked up has one answer to each */
    Decided(Collection<Question> asked) {
        long bits = 0;
        for (Question question : asked) bits |= question.all() & ~Long.highestOneBit(question.all());
        // A table that asks for more is worked out each time.
        telling = Long.bitCount(bits) > MOST_BITS ? 0 : bits;
        known = new Decision[Long.bitCount(bits) > MOST_BITS ? 0 : 1 << Long.bitCount(bits)];
    }

    /** What was decided for these answers; null: nothing yet. */
    @Nullable Decision of(long answers) {
        return known.length == 0 ? null : known[place(answers)];
    }

    /** Keeps it. Two threads may do so at once: they keep the same, and a decision has final fields only. */
    void keep(long answers, Decision decision) {
        if (known.length > 0) known[place(answers)] = decision;
    }

    /** The bits that tell the cases apart, side by side. */
    private int place(long answers) {
        return (int) Long.compress(answers, telling);
    }
}
