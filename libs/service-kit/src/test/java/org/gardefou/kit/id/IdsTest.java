package org.gardefou.kit.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void ids_are_of_version_7_and_carry_their_time() {
        Instant before = Instant.now().minusMillis(1);

        UUID id = Ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Ids.madeAt(id)).isBetween(before, Instant.now().plusSeconds(5));
        assertThatThrownBy(() -> Ids.madeAt(UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_is_greater_than_the_one_before_although_the_clock_stands_still() {
        Ids ids = new Ids(Clock.fixed(Instant.parse("2026-11-23T10:15:30Z"), ZoneOffset.UTC));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            made.add(ids.make().toString());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void many_threads_never_make_the_same() {
        Set<UUID> made = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 100_000).parallel().forEach(_ -> made.add(Ids.next()));

        assertThat(made).hasSize(100_000);
    }

    @Test
    void theFirstOfAMomentDividesWhatWasMadeBeforeFromWhatCameAfter() {
        Instant moment = Instant.parse("2026-11-23T10:00:00.123Z");

        UUID before = new Ids(Clock.fixed(moment.minusMillis(1), ZoneOffset.UTC)).make();
        UUID first = Ids.firstOf(moment);
        UUID after = new Ids(Clock.fixed(moment, ZoneOffset.UTC)).make();

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(Ids.madeAt(first)).isEqualTo(moment);
        assertThat(before.toString()).isLessThan(first.toString());
        assertThat(first.toString()).isLessThanOrEqualTo(after.toString());
    }
}
