package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final String REFUSED_CONNECTION = "dial tcp 127.0.0.1:9: connect: connection refused";

    private final Retries retries = new Retries(Duration.ofMinutes(2));

    @Test
    void storageThatDoesNotAnswerIsWaitedForAsLongAsTheWorkIsWorthIt() {
        // When restic 0.18 wants to open a repository, with its own pauses
        said(0, "Stat(<config/>)", "1.006265266s", REFUSED_CONNECTION);
        said(1, "Stat(<config/>)", "1.885151735s", REFUSED_CONNECTION);
        said(3, "Stat(<config/>)", "2.725428653s", REFUSED_CONNECTION);
        said(6, "Stat(<config/>)", "4.886046125s", REFUSED_CONNECTION);
        assertThat(retries.inVain()).isEmpty();
        said(11, "Stat(<config/>)", "22.714073434s", REFUSED_CONNECTION);
        // Then nobody waits for the pause that is beyond all patience
        assertThat(retries.inVain()).contains("Stat(<config/>): " + REFUSED_CONNECTION);
    }

    @Test
    void inTheMiddleOfItsWorkItIsMorePatient() {
        for (int second = 0; second < 100; second += 20)
            said(second, "Save(<data/1>)", "20s", "connection reset by peer");
        assertThat(retries.inVain()).isEmpty();
        said(110, "Save(<data/1>)", "1m13.5s", "connection reset by peer");
        assertThat(retries.inVain()).isPresent();
    }

    @Test
    void whatCameBackOrIsAnotherTroubleDoesNotAddUp() {
        for (int hour = 0; hour < 5; hour++) {
            said(hour * 3600, "Load(<index/1>, 0, 0)", "500ms", "unexpected EOF");
            said(hour * 3600 + 60, "Load(<index/2>, 0, 0)", "500ms", "unexpected EOF");
        }
        said(0, "Load(<data/3>, 0, 0)", "50s", "unexpected EOF");
        said(50, "Load(<data/3>, 0, 0)", "50s", "unexpected EOF");
        line(100, "Load(<data/3>, 0, 0) operation successful after 2 retries");
        said(101, "Load(<data/3>, 0, 0)", "50s", "unexpected EOF");
        assertThat(retries.inVain()).isEmpty();
    }

    @Test
    void noPatienceHelpsWhereTheStorageRefuses() {
        said(
                0,
                "Remove(<snapshot/02b60c0f22>)",
                "552.330144ms",
                "blob not removed, server response: 403 Forbidden (403)");
        assertThat(retries.inVain()).as("a busy gateway may say it once").isEmpty();
        said(
                1,
                "Remove(<snapshot/02b60c0f22>)",
                "1.080381816s",
                "blob not removed, server response: 403 Forbidden (403)");
        assertThat(retries.inVain()).isPresent();
    }

    @Test
    void pausesAreReadAsGoWritesThem() {
        assertThat(Retries.pause("552.330144ms")).isEqualTo(Duration.ofNanos(552_330_144));
        assertThat(Retries.pause("1m13.5s")).isEqualTo(Duration.ofMillis(73_500));
        assertThat(Retries.pause("nonsense")).isZero();
    }

    private void said(int second, String what, String pause, String reason) {
        line(second, what + " returned error, retrying after " + pause + ": " + reason);
    }

    private void line(int second, String text) {
        retries.line(text, Duration.ofSeconds(second).toNanos());
    }
}
