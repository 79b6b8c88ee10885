package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerPolynomialTest {
    @ParameterizedTest
    @ValueSource(strings = {"3da3358b4dc173", "38805ad64ce521", "25b468838dcb75"})
    void whatResticChoseIsIrreducible(String chosen) {
        ChunkerPolynomial polynomial = ChunkerPolynomial.parse(chosen);
        assertThat(polynomial.irreducible()).isTrue();
        assertThat(polynomial.hexadecimal()).isEqualTo(chosen);
        // And with a coefficient more or less it has a root, which is a factor
        for (int i = 0; i < 53; i++) {
            assertThat(new ChunkerPolynomial(polynomial.bits() ^ 1L << i).irreducible())
                    .isFalse();
        }
    }

    @Test
    void productsAreNotIrreducible() {
        // Of two without roots: x^2 + x + 1, and any of degree 51
        for (long other = 1L << 51 | 1; other < (1L << 51) + 4000; other += 2) {
            long product = other << 2 ^ other << 1 ^ other;
            assertThat(new ChunkerPolynomial(product).irreducible()).isFalse();
        }
        // And of another degree, none fits
        assertThat(ChunkerPolynomial.parse("7").irreducible()).isFalse();
        assertThat(ChunkerPolynomial.parse("0").irreducible()).isFalse();
        assertThat(new ChunkerPolynomial(-1).irreducible()).isFalse();
    }

    @Test
    void freshOnesAreIrreducibleAndDiffer() {
        Set<ChunkerPolynomial> all = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ChunkerPolynomial fresh = ChunkerPolynomial.fresh();
            assertThat(fresh.irreducible()).isTrue();
            all.add(fresh);
        }
        assertThat(all).hasSize(100);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> ChunkerPolynomial.parse("")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> ChunkerPolynomial.parse("x")).isInstanceOf(NumberFormatException.class);
    }
}
