package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTest {

    @Test
    void theSitesOwnWordsAreForTheHostersStaff() {
        Seen seen = new Seen(
                null, null, 3L, 2, 1L, List.of(new Seen.PageSeen("/", 200, 12, "Jeanne Martin")), 98, "/srv/jeanne");
        assertThat(seen.withoutItsWords())
                .isEqualTo(new Seen(null, null, 3L, 2, 1L, List.of(new Seen.PageSeen("/", 200, 12, null)), 98, null));
        assertThat(Seen.nothing().withoutItsWords()).isEqualTo(Seen.nothing());
    }
}
