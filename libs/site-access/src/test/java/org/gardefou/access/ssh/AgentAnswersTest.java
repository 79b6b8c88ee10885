package org.gardefou.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentAnswersTest {

    @Test
    void oneAnswerComesAfterTheOther() throws IOException {
        AgentAnswers told = answers("2\n2\nok3\na\nb1\n0\n");
        assertThat(told.next()).extracting(AgentAnswersTest::text).isEqualTo(List.of("ok", "a\nb"));
        assertThat(told.next()).extracting(AgentAnswersTest::text).isEqualTo(List.of(""));
        assertThat(told.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Welcome to web-2!\n1\n2\nok", "\n", "-1\n", "1\nx\n", "99999999999\n"})
    void whatIsNoAnswerIsSaidToBeNone(String said) {
        assertThatThrownBy(answers(said)::next)
                .isInstanceOf(AgentAnswers.NotOurs.class)
                .hasMessageContaining("otherwise than our program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\n", "1\n5\nabc", "3\n1\na"})
    void whatIsCutShortIsNoAnswer(String said) {
        assertThatThrownBy(answers(said)::next).isInstanceOf(EOFException.class);
    }

    @Test
    void noAnswerTakesMoreMemoryThanTheBound() {
        assertThatThrownBy(answers("1\n999999999\n")::next)
                .isInstanceOf(AgentAnswers.NotOurs.class)
                .hasMessageContaining("256 MB");
        // And many words that hold nothing are no way around it
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream("999999999\n".getBytes(StandardCharsets.US_ASCII)), new InputStream() {
                    private boolean digit;

                    @Override
                    public int read() {
                        digit = !digit;
                        return digit ? '0' : '\n';
                    }
                });
        assertThatThrownBy(new AgentAnswers(endless)::next).hasMessageContaining("256 MB");
    }

    private static AgentAnswers answers(String said) {
        return new AgentAnswers(new ByteArrayInputStream(said.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.US_ASCII);
    }
}
