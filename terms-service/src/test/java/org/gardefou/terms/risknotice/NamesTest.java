package org.gardefou.terms.risknotice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void whatCannotBeSeenIsMadeToBeSeen() {
        assertThat(Names.shown("shop\u202Etxt.exe")).isEqualTo("shop\uFFFDtxt.exe");
        assertThat(Names.shown("shop\u0000\u001B[2J")).isEqualTo("shop\uFFFD\uFFFD[2J");
        assertThat(Names.shown("a\r\nb\u2028c")).isEqualTo("a\uFFFD\uFFFDb\uFFFDc");
        assertThat(Names.shown("pay\u200Bpal\uD800")).isEqualTo("pay\uFFFDpal\uFFFD");
    }

    @Test
    void aNameStaysOneShortLineAndIsNoPlaceholder() {
        assertThat(Names.shown("{object}{count}")).isEqualTo("(object)(count)");
        assertThat(Names.shown("x".repeat(121))).hasSize(120).endsWith("…");
        assertThat(Names.shown("x".repeat(120))).hasSize(120).doesNotContain("…");
        // A character of two halves is not cut through
        assertThat(Names.shown("\uD83D\uDE00".repeat(200)).codePoints().distinct())
                .containsExactly(0x1F600, (int) '…');
        assertThat(Names.shown("  ")).isEqualTo("?");
    }

    @Test
    void aNameOfAnyLanguageStaysAsItIs() {
        assertThat(Names.shown("Boutique d’été – ショップ")).isEqualTo("Boutique d’été – ショップ");
    }
}
