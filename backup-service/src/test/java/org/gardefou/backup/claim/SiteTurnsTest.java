package org.gardefou.backup.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.claim.SiteTurns.Kind;
import org.junit.jupiter.api.Test;

/** Who has a turn, in the database's own words. */
@QuarkusTest
class SiteTurnsTest {

    @Inject
    SiteTurns turns;

    @Test
    void eachRepositoryHasItsTurnOnceInAnInterval() {
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        Instant now = Instant.now();
        for (Kind kind : Kind.values()) {
            due(kind, now);
            assertThat(due(kind, now.plus(Duration.ofDays(1)))).contains(site.site);
            assertThat(due(kind, now.plus(Duration.ofDays(1)))).doesNotContain(site.site);
            assertThat(due(kind, now.plus(Duration.ofDays(2)))).contains(site.site);
        }
        Database.change("delete from data_turn", "delete from boot_turn", "delete from reconciliation_turn");
    }

    private List<UUID> due(Kind kind, Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> turns.due(kind, now, Duration.ofDays(1), 10_000));
    }
}
