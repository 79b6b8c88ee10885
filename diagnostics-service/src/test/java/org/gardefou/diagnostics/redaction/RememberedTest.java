package org.gardefou.diagnostics.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<String> asked = new ArrayList<>();
    private final Remembered<Integer> lengths = new Remembered<>(text -> {
        asked.add(text);
        return text.length();
    });

    @Test
    void whatWasAskedBeforeIsNotWorkedOutAgain() {
        assertThat(lengths.of("siteUrl")).isEqualTo(7);
        assertThat(lengths.of("siteUrl")).isEqualTo(7);
        assertThat(asked).containsExactly("siteUrl");
    }

    @Test
    void anyNumberOfNamesTakesNoMoreThanItsRoom() {
        for (int i = 0; i < 50_000; i++) lengths.of("name" + i);

        assertThat(lengths.size()).isLessThanOrEqualTo(2_000);
        assertThat(lengths.of("name49999")).isEqualTo(9);
    }

    @Test
    void aLongTextIsNotKept() {
        lengths.of("x".repeat(65));

        assertThat(lengths.size()).isZero();
    }
}
