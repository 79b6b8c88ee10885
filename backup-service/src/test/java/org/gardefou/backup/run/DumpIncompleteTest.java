package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.gardefou.access.dump.DumpCount;
import org.junit.jupiter.api.Test;

class DumpIncompleteTest {

    @Test
    void aTableThatWasThereAllTheTimeMustBeInTheDump() {
        DumpCount dump = new DumpCount(true, Map.of("wp_posts", 3L, "came", 0L));

        assertThatThrownBy(() -> DumpIncomplete.demandNone(
                        "wp", Set.of("wp_posts", "wp_users", "went"), Set.of("wp_posts", "wp_users", "came"), dump))
                .isInstanceOf(DumpIncomplete.class)
                .hasMessageContaining("wp_users")
                .hasMessageNotContaining("went")
                .satisfies(e -> assertThat(Failures.of((DumpIncomplete) e).code())
                        .isEqualTo(Failure.Code.DATABASE_DUMP_FAILED));
        assertThatCode(() ->
                        DumpIncomplete.demandNone("wp", Set.of("wp_posts", "went"), Set.of("wp_posts", "late"), dump))
                .doesNotThrowAnyException();
    }

    @Test
    void aDumpWithoutItsLastLineIsNone() {
        assertThatThrownBy(() ->
                        DumpIncomplete.demandNone("wp", Set.of(), Set.of(), new DumpCount(false, Map.of("a", 1L))))
                .hasMessageContaining("last line");
    }
}
