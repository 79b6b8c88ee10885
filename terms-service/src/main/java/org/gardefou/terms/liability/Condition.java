package org.gardefou.terms.liability;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a row applies: for each question that it asks, the answers that suit it. A question that it does not ask may have any
 * answer. Each question has one answer at a time, so a row suits when as many of its bits are set as it has questions.
 */
record Condition(long suits, int asked) {

    static final Condition ALWAYS = new Condition(0, 0);

    static Condition of(Map<Question, List<String>> when) {
        long suits = 0;
        for (Map.Entry<Question, List<String>> question : when.entrySet())
            for (String answer : question.getValue()) suits |= question.getKey().bit(answer);
        return new Condition(suits, when.size());
    }

    /** Whether it suits a set with one answer to each question. */
    boolean holds(long answers) {
        return Long.bitCount(answers & suits) == asked;
    }

    boolean asks(Question question) {
        return (suits & question.all()) != 0;
    }

    Set<Question> questions() {
        Set<Question> asked = EnumSet.noneOf(Question.class);
        for (Question question : Question.values()) if (asks(question)) asked.add(question);
        return asked;
    }
}
