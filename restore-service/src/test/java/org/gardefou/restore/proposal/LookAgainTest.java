package org.gardefou.restore.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.restore.proposal.LookAgain.BETTER_POINT;
import static org.gardefou.restore.proposal.LookAgain.RESTORED_SINCE;
import static org.gardefou.restore.proposal.LookAgain.SITE_CHANGED;
import static org.gardefou.restore.proposal.LookAgain.SITE_MOVED;
import static org.gardefou.restore.proposal.LookAgain.TOO_LONG_AGO;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookAgainTest {

    private static final Instant SHOWN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID POINT = Ids.next();
    private static final UUID OTHER = Ids.next();
    private static final UUID THIRD = Ids.next();

    private static final Circumstances THEN = seen(POINT, 3, null, "here");

    @Test
    void whatRestsOnTheSameAndIsFreshMayBeConfirmed() {
        assertThat(reasons(THEN, THEN, SHOWN.plus(DAY).minusMillis(1))).isEmpty();
    }

    @Test
    void eachThingThatChangedIsAReasonOfItsOwn() {
        assertThat(reasons(THEN, seen(POINT, 4, null, "here"), SHOWN)).containsExactly(SITE_CHANGED);
        assertThat(reasons(THEN, seen(OTHER, 3, null, "here"), SHOWN)).containsExactly(BETTER_POINT);
        assertThat(reasons(THEN, seen(POINT, 3, "2026-11-23T10:05:00Z", "here"), SHOWN))
                .containsExactly(RESTORED_SINCE);
        assertThat(reasons(THEN, seen(POINT, 3, null, "there"), SHOWN)).containsExactly(SITE_MOVED);
        assertThat(reasons(THEN, THEN, SHOWN.plus(DAY))).containsExactly(TOO_LONG_AGO);
        assertThat(reasons(THEN, seen(OTHER, 9, "x", "there"), SHOWN.plus(DAY)))
                .containsExactly(SITE_CHANGED, BETTER_POINT, SITE_MOVED, RESTORED_SINCE, TOO_LONG_AGO);
    }

    @Test
    void whoWasShownThatAnotherPointIsAdvisedMayKeepToTheirs() {
        Circumstances knowingly = seen(OTHER, 3, null, "here");
        assertThat(reasons(knowingly, knowingly, SHOWN)).isEmpty();
        // And where the advice comes round to theirs, or to nothing, there is nothing new to see
        assertThat(reasons(knowingly, THEN, SHOWN)).isEmpty();
        assertThat(reasons(knowingly, seen(null, 3, null, "here"), SHOWN)).isEmpty();
        assertThat(reasons(knowingly, seen(THIRD, 3, null, "here"), SHOWN)).containsExactly(BETTER_POINT);
    }

    @Test
    void everyReasonSaysWhatHappenedInBothLanguages() {
        for (LookAgain reason : LookAgain.values()) {
            assertThat(reason.text().fr())
                    .isNotBlank()
                    .isNotEqualTo(reason.text().en());
        }
    }

    private static java.util.List<LookAgain> reasons(Circumstances then, Circumstances now, Instant moment) {
        return LookAgain.reasons(POINT, then, now, SHOWN, moment, DAY);
    }

    private static Circumstances seen(@Nullable UUID advised, long changes, @Nullable String touched, String place) {
        return new Circumstances(advised, changes, touched, place);
    }
}
