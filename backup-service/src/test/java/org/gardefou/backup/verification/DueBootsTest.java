package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DueBootsTest {

    @Inject
    Verifications verifications;

    @Inject
    RestorePoints points;

    @Test
    void aPointBeforeAChangeIsBootedOnceAndABrokenOneNever() {
        TestSite site = TestSite.small().registered();
        site.riskNotice("DANGER");
        UUID point = Api.id(Bus.heard("restore-point.created", site.site)
                .path("restorePoint")
                .asText());
        UUID later = Api.completed(site);
        assertThat(beforeChange()).contains(point).doesNotContain(later);
        assertThat(newest(site)).isEqualTo(later);
        // When the newest is broken, the one before it counts
        Database.change("update restore_point set evidence = 'BROKEN', score = 0 where id = '" + later + "'");
        assertThat(newest(site)).isEqualTo(point);
        // And what was booted is not due again
        Database.change(
                "insert into verification (id, restore_point, site, customer, step, reason, counted, state, requested_at, ended_at, outcome, breaks, version) select gen_random_uuid(), id, site, customer, 'BOOTED', 'BEFORE_CHANGE', false, 'ENDED', now(), now(), 'PASSED', false, 1 from restore_point where id = '"
                        + point + "'");
        assertThat(beforeChange()).doesNotContain(point);
    }

    private List<UUID> beforeChange() {
        return QuarkusTransaction.requiringNew()
                .call(() -> verifications.unbootedBeforeChange(Instant.now().minus(Duration.ofDays(1)), 10_000));
    }

    private UUID newest(TestSite site) {
        return QuarkusTransaction.requiringNew()
                .call(() -> points.newestUsable(site.site).map(RestorePoint::id).orElseThrow());
    }
}
