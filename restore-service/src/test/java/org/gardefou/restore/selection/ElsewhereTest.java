package org.gardefou.restore.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gardefou.restore.selection.AskedElsewhere.OtherName;
import org.junit.jupiter.api.Test;

class ElsewhereTest {

    @Test
    void databasesOfTheSameNameBelongTogetherAndSoDoesTheOnlyOneThatIsLeft() {
        assertThat(paired(Map.of(), List.of("wp"), List.of("wp"))).containsExactly(Map.entry("wp", "wp"));
        assertThat(paired(Map.of(), List.of("new_wp"), List.of("old_wp")))
                .containsExactly(Map.entry("new_wp", "old_wp"));
        assertThat(paired(Map.of(), List.of("new_wp", "stats"), List.of("old_wp", "stats")))
                .containsOnly(Map.entry("new_wp", "old_wp"), Map.entry("stats", "stats"));
    }

    @Test
    void whatIsNamedCountsAndNothingIsGuessedAmongSeveral() {
        assertThat(paired(Map.of("a", "b"), List.of("a", "b"), List.of("a", "b")))
                .containsOnly(Map.entry("a", "b"), Map.entry("b", "a"));
        assertThat(paired(Map.of(), List.of("a", "b"), List.of("c", "d"))).isEmpty();
        assertThat(paired(Map.of(), List.of("a"), List.of("c", "d"))).isEmpty();
        // Where nobody said that it is another place, none is another one's
        assertThat(Elsewhere.paired(null, List.of("a"), List.of("b"))).isEmpty();
    }

    @Test
    void whatIsAskedForIsBelievedInNothing() {
        assertThat(new AskedElsewhere(null, null, null).wrong()).isEmpty();
        for (AskedElsewhere wrong : List.of(
                new AskedElsewhere(null, List.of(), null),
                new AskedElsewhere(null, List.of(new OtherName("a", null)), null),
                new AskedElsewhere(null, List.of(new OtherName(" ", "b")), null),
                new AskedElsewhere(null, List.of(new OtherName("a", "b"), new OtherName("a", "c")), null),
                new AskedElsewhere(null, List.of(new OtherName("a", "c"), new OtherName("b", "c")), null),
                new AskedElsewhere(null, Arrays.asList((OtherName) null), null),
                new AskedElsewhere(null, null, List.of()),
                new AskedElsewhere(null, null, List.of(".")),
                new AskedElsewhere(null, null, List.of("../wp-config.php")),
                new AskedElsewhere(null, null, List.of("/etc/passwd")),
                new AskedElsewhere(null, null, List.of("uploads/")),
                new AskedElsewhere(null, null, Collections.nCopies(21, "a")))) {
            assertThat(wrong.wrong()).as("%s", wrong).isNotEmpty();
        }
        AskedElsewhere good =
                new AskedElsewhere(null, List.of(new OtherName("a", "b")), List.of("wp-config.php", "conf/db.php"));
        assertThat(good.wrong()).isEmpty();
        assertThat(AskedElsewhere.of(good.elsewhere())).isEqualTo(good);
    }

    private static Map<String, String> paired(Map<String, String> named, List<String> there, List<String> inPoint) {
        return Elsewhere.paired(new Elsewhere(null, named, List.of()), there, inPoint);
    }
}
