package org.gardefou.terms.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses mail is sent to, as a request is looked at; and that no text takes long to be refused. */
class EmailTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Given(@Email String email) {}

    private static boolean taken(String address) {
        return VALIDATOR.validate(new Given(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camille@example.org",
                "camille.martin+conditions@mail.example.org",
                "!#$%&'*+/=?^_`{|}~-@example.org",
                "c@e.o",
                "1@1and1.example",
                "camille@a--b.example",
                "camille@xn--hbergeur-b1a.example",
                "camille@192.0.2.1"
            })
    void oneAddressIsTaken(String address) {
        assertThat(taken(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "camille",
                "@example.org",
                "camille@",
                "camille@localhost",
                "camille@@example.org",
                "camille@example.org@example.org",
                ".camille@example.org",
                "camille.@example.org",
                "ca..mille@example.org",
                "camille@example..org",
                "camille@.example.org",
                "camille@example.org.",
                "camille@-example.org",
                "camille@example-.org",
                "camille@exa_mple.org",
                "camille@hébergeur.example",
                "é@example.org",
                "camille@[192.0.2.1]",
                "\"a b\"@example.org",
                "a b@example.org",
                "camille@example.org ",
                "camille@example.org, other@example.org",
                "Camille <camille@example.org>",
                "camille(here)@example.org",
                "camille@example.org\r\nBcc: other@example.org",
                "camille@example.org\n",
                "cam\u0000ille@example.org",
                "camille@exam\u0661ple.org"
            })
    void whatIsNotOneAddressIsRefused(String address) {
        assertThat(taken(address)).isFalse();
    }

    @Test
    void anAddressIsAsLongAsMailServersTake() {
        String labels = ("d".repeat(63) + ".").repeat(3);
        assertThat(taken("c".repeat(64) + "@example.org")).isTrue();
        assertThat(taken("c".repeat(65) + "@example.org")).isFalse();
        assertThat(taken("c@" + "d".repeat(63) + ".org")).isTrue();
        assertThat(taken("c@" + "d".repeat(64) + ".org")).isFalse();
        assertThat(taken("c@" + labels + "e".repeat(254 - 2 - labels.length()))).isTrue();
        assertThat(taken("c@" + labels + "e".repeat(255 - 2 - labels.length()))).isFalse();
    }

    /** Each made a pattern that goes back try every way of cutting it into pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "-", "a.", ".", "a@", "!", "a@a.a-", "\uD83D\uDE00"})
    void aHostileTextIsRefusedAtOnce(String piece) {
        String hostile = piece.repeat(10_240 / piece.length());
        for (String text : new String[] {
            hostile,
            "a@" + hostile,
            "a@a." + hostile + "!",
            "a@" + hostile.substring(0, 200) + "!",
            hostile.substring(0, 60) + "@a." + hostile.substring(0, 180) + "_"
        })
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                long start = computed();
                assertThat(taken(text)).isFalse();
                assertThat(Duration.ofNanos(computed() - start)).isLessThan(Duration.ofSeconds(2));
            });
    }

    /** By this thread: on a busy machine the clock says nothing. */
    private static long computed() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
