package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

/** Whose turn it is on a server. */
@QuarkusTest
class TurnsTest {

    private final UUID server = Ids.next();

    @Inject
    RunConfig config;

    @Inject
    Turns turns;

    @Test
    void aServerIsReadByAFewAtATimeAndOthersAreNotHeldUp() {
        // Given as many runs at work on a server as may be, and one more that is asked for
        for (int i = 0; i < config.perServer(); i++) atWork(small());
        UUID last = Api.backUp(small());

        // When a site of another server, and a restore of this one, want a backup
        UUID elsewhere = Api.completedBackup(TestSite.small().registered());
        UUID restore = small().restoreRequested(Ids.next());

        // Then they are not held up
        assertThat(elsewhere).isNotNull();
        await().atMost(Api.SOON)
                .until(() -> Database.count(
                                "select count(*) from backup where state = 'COMPLETED' and reason ->> 'restore' = '"
                                        + restore + "'")
                        == 1);
        turns.run();
        assertThat(Api.read(last).getString("state")).isEqualTo("QUEUED");

        // When those at work have ended
        Database.change(
                "update backup set state = 'CANCELLED', ended_at = now() where server = '%s' and state = 'COPYING'"
                        .formatted(server));

        // Then
        Api.ended(last, "COMPLETED");
    }

    @Test
    void oneMoreThanMayGoOnAtOnceFollowsWhenOneEnds() {
        List<UUID> backups = new ArrayList<>();
        for (int i = 0; i <= config.perServer(); i++) backups.add(Api.backUp(small()));

        for (UUID backup : backups) Api.ended(backup, "COMPLETED");
    }

    @Test
    void whatWasAskedForGoesBeforeWhatIsDueAndOneOfASite() {
        // While this transaction goes on, no turns are given on the server
        QuarkusTransaction.requiringNew().run(() -> {
            backups.lockTurns(server);
            // Given
            TestSite due = small();
            TestSite asked = small();
            UUID scheduled = waiting(due, "SCHEDULED", 50);
            UUID onDemand = waiting(asked, "ON_DEMAND", 20);
            UUID second = waiting(asked, "ON_DEMAND", 10);
            UUID older = waiting(small(), "SCHEDULED", 60);

            // When, then
            assertThat(next(3)).containsExactly(onDemand, older, scheduled);
            assertThat(next(1)).containsExactly(onDemand);
            Database.change("update backup set given_at = now() where id = '%s'".formatted(onDemand));
            assertThat(next(4)).containsExactly(older, scheduled).doesNotContain(second);
            Database.change(
                    "update backup set state = 'CANCELLED', ended_at = now() where server = '%s'".formatted(server));
        });
    }

    @Inject
    Backups backups;

    private List<UUID> next(int room) {
        return backups.nextTurns(server, room).stream().map(Backup::id).toList();
    }

    private TestSite small() {
        TestSite site = TestSite.small().registered();
        Database.change("update site set server = '%s' where site = '%s'".formatted(server, site.site));
        Database.change(
                "insert into server (server, name, databases, told_at) values ('%s', 'one', '[]', now()) on conflict do nothing"
                        .formatted(server));
        return site;
    }

    /** A run that goes on in another process. */
    private void atWork(TestSite site) {
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, tries, requested_at, given_at, started_at, version) values ('%s', '%s', '%s', '%s', true, '{\"kind\": \"ON_DEMAND\"}', 'COPYING', 1, now(), now(), now(), 1)"
                        .formatted(Ids.next(), site.site, server, site.customer));
    }

    private UUID waiting(TestSite site, String kind, int minutesAgo) {
        UUID backup = Ids.next();
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, tries, requested_at, version) values ('%s', '%s', '%s', '%s', %s, '{\"kind\": \"%s\"}', 'QUEUED', 0, now() - interval '%d minutes', 1)"
                        .formatted(
                                backup, site.site, server, site.customer, !kind.equals("SCHEDULED"), kind, minutesAgo));
        return backup;
    }
}
