package org.gardefou.terms.liability;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers that are known, each with where it comes from. The rest is unknown, which is an answer of its own: any. */
final class Situation {

    private final Map<Question, Known> known = new EnumMap<>(Question.class);

    /**
     * A known answer.
     *
     * @param reliability in hundredths
     * @param reference what it can be looked up by: an id, a file, a ticket; null when it is a rule
     */
    record Known(
            String answer,
            Source source,
            int reliability,
            @Nullable String reference) {
        Known(String answer, Source source, @Nullable String reference) {
            this(answer, source, source.reliability(), reference);
        }
    }

    Situation with(Question question, Known answer) {
        question.bit(answer.answer);
        known.put(question, answer);
        return this;
    }

    @Nullable Known of(Question question) {
        Known said = known.get(question);
        if (said != null) return said;
        String unlessSaid = question.unlessSaid();
        return unlessSaid == null ? null : new Known(unlessSaid, Source.NOTHING_SAID, null);
    }

    boolean is(Question question, String answer) {
        Known said = of(question);
        return said != null && said.answer.equals(answer);
    }

    /** Those of some questions that have no answer. */
    Set<Question> unknown(Set<Question> questions) {
        Set<Question> open = EnumSet.noneOf(Question.class);
        for (Question question : questions) if (of(question) == null) open.add(question);
        return open;
    }

    /** All known answers as bits. */
    long bits() {
        long bits = 0;
        for (Question question : Question.values()) {
            Known said = of(question);
            if (said != null) bits |= question.bit(said.answer);
        }
        return bits;
    }
}
