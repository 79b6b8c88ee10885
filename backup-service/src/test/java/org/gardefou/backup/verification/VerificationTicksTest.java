package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Nights;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.claim.QuietHoursConfig;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.seat.Seats;
import org.gardefou.kit.job.Jobs;
import org.junit.jupiter.api.Test;

/** What is due is asked for at its hour, and then done. */
@QuarkusTest
class VerificationTicksTest {

    @Inject
    Verifications verifications;

    @Inject
    RestorePoints points;

    @Inject
    SiteTurns turns;

    @Inject
    VerificationDesk desk;

    @Inject
    BootJob boots;

    @Inject
    Seats seats;

    @Inject
    VerificationConfig config;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    @Test
    void dataIsReadInQuietHoursAndAPointBeforeAChangeIsBootedAtAnyHour() {
        // Given a point before a change, in a repository that has waited for its turn longer than any other
        TestSite site = TestSite.small().registered();
        site.riskNotice("DANGER");
        String point = Api.id(Bus.heard("restore-point.created", site.site)
                        .path("restorePoint")
                        .asText())
                .toString();
        Database.change("insert into data_turn (site, next_at) values ('" + site.site
                + "', '2000-01-01') on conflict (site) do update set next_at = excluded.next_at");
        // When there are no quiet hours, then nothing is asked for
        reading(Nights.never()).run();
        booting(Nights.never()).run();
        assertThat(Database.count(
                        "select count(*) from data_turn where next_at < now() and site = '" + site.site + "'"))
                .isEqualTo(1);
        String booted =
                "select count(*) from verification where step = 'BOOTED' and reason = 'BEFORE_CHANGE' and restore_point = '"
                        + point + "'";
        assertThat(Database.count(booted)).isZero();
        // When it is their hour
        reading(Nights.always()).run();
        booting(Nights.always()).run();
        // Then it is done, and its next turn is a part of the period away
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from data_reading where whole_at is not null and site = '"
                                + site.site + "'")
                        == 1);
        assertThat(Database.count(
                        "select count(*) from data_turn where next_at > now() + interval '6 days' and site = '"
                                + site.site + "'"))
                .isEqualTo(1);
        assertThat(Database.count(booted)).isEqualTo(1);
        await().atMost(Api.SOON).until(() -> Database.count(booted + " and state = 'ENDED'") == 1);
    }

    private DataTick reading(QuietHoursConfig hours) {
        return new DataTick(turns, config, hours, jobs, clock);
    }

    private BootTick booting(QuietHoursConfig hours) {
        return new BootTick(verifications, points, turns, desk, boots, seats, config, hours, clock);
    }
}
