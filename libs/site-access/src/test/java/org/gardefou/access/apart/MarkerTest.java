package org.gardefou.access.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says is the customer's, and may be made to hurt who reads it. */
class MarkerTest {

    private static final int ALL_THAT_IS_LOOKED_AT = 300_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<<a>",
                "<title",
                "<title>",
                "<script>",
                "<!--",
                "<head>",
                "</script",
                "<svg><",
                " ",
                "\t\0",
                ">",
                "<p>abc",
                "\ud83d"
            })
    void aPageOfBeginningsIsReadAsQuicklyAsAnyOther(String piece) {
        String page = piece.repeat(ALL_THAT_IS_LOOKED_AT / piece.length());
        Marker before = new Marker("Boutique", List.of("Des légumes frais chaque semaine"), 1);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            long start = computed();
            assertThat(Marker.of(page, page.length()).title()).hasSizeLessThanOrEqualTo(160);
            assertThat(before.foundIn(page)).isZero();
            assertThat(Duration.ofNanos(computed() - start)).isLessThan(Duration.ofSeconds(2));
        });
    }

    /** By this thread: on a busy machine the clock says nothing. */
    private static long computed() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void noDatabaseRefusesWhatIsKeptOfAPage() {
        Marker marker = Marker.of(
                "<title>Bou\0tique\u0001\u009f</title><p>Des légumes\0frais \ud83d chaque semaine</p>" + "<p>"
                        + "a".repeat(159) + "\ud83d\ude00</p>",
                1);
        assertThat(marker.title()).isEqualTo("Bou tique");
        assertThat(marker.texts())
                .containsExactly("a".repeat(159), "Des légumes frais \ufffd chaque semaine")
                .allSatisfy(text -> assertThat(text.chars().noneMatch(Character::isISOControl))
                        .isTrue());
    }

    @Test
    void whatIsNotClosedHidesNothingElse() {
        assertThat(PageText.seen("<head>Un <b>deux <SCRIPT>if (a < b) c</script> trois <!-- non --> quatre < cinq"))
                .containsExactly("Un", "deux", "trois", "quatre", "cinq");
        assertThat(PageText.seen("<header>Un</header><scripted>deux</scripted>"))
                .containsExactly("Un", "deux");
        assertThatCode(() -> PageText.seen("<!--")).doesNotThrowAnyException();
        assertThat(PageText.title("<title>sans fin")).isEmpty();
    }

    @Test
    void ofWhatIsSeenNoMoreIsKeptThanSaysSomething() {
        String page = "<p>" + "mot ".repeat(30_000) + "</p><p>Trop loin pour compter</p>";
        assertThat(Marker.of(page, page.length()).texts()).doesNotContain("Trop loin pour compter");
    }
}
