package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** Runs that somebody wants no more. */
@QuarkusTest
class CancellingTest {

    @Test
    void aRunAtWorkEndsAndLeavesNothing() throws IOException {
        // Given a site whose copying takes a while: a file of zeros is read in full
        TestSite site = TestSite.small().registered();
        try (RandomAccessFile zeros =
                new RandomAccessFile(site.documentRoot.resolve("zeros.bin").toFile(), "rw")) {
            zeros.setLength(400_000_000_000L);
        }
        UUID backup = Api.backUp(site);
        await().atMost(Api.SOON).until(() -> Api.read(backup).getString("state").equals("COPYING"));
        // And it says how far it is
        JsonPath far = await().atMost(Api.SOON).until(() -> Api.read(backup), now -> now.get("progress.eta") != null);
        assertThat(far.getLong("progress.bytes")).isPositive();
        assertThat(far.getLong("progress.bytesPerSecond")).isPositive();
        assertThat(far.getInt("progress.files")).isNotNegative();
        assertThat(far.getInt("progress.percent")).isBetween(0, 99);

        // When
        Response asked = cancel(TestTokens.customer(site.customer), backup);
        Response again = cancel(TestTokens.customer(site.customer), backup);

        // Then
        assertThat(asked.statusCode()).as("%s", asked.asString()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        await().atMost(Api.SOON).until(() -> Api.read(backup).getString("state").equals("CANCELLED"));
        assertThat(site.beside()).isEmpty();
        assertThat(site.repository().snapshots()).isEmpty();
        assertThat(Bus.told("backup.cancelled", site.site)).hasSize(1);
        assertThat(Bus.told("backup.failed", site.site)).isEmpty();
        assertThat(cancel(TestTokens.operator(), backup).statusCode()).isEqualTo(202);

        // And the site's next backup goes on as if nothing had been
        assertThat(site.documentRoot.resolve("zeros.bin").toFile().delete()).isTrue();
        Api.completed(site);
        assertThat(site.repository().snapshots()).hasSize(1);
    }

    @Test
    void aRunThatWaitsEndsAtOnceAndIsNeverStarted() throws Exception {
        // Given
        TestSite site = TestSite.small().registered();
        UUID backup = waiting(site, "{\"kind\": \"ON_DEMAND\"}");

        // When
        Response asked = cancel(TestTokens.customer(site.customer), backup);

        // Then
        assertThat(asked.jsonPath().getString("state")).isEqualTo("CANCELLED");
        job.run(backup.toString());
        assertThat(Api.read(backup).getString("state")).isEqualTo("CANCELLED");
        assertThat(Database.count("select count(*) from repository where site = '" + site.site + "'"))
                .isZero();
        assertThat(cancel(TestTokens.operator(), Api.completedBackup(site)).statusCode())
                .isEqualTo(409);
    }

    @Inject
    BackupJob job;

    @Test
    void othersAndTheSystemsOwnRunsAreNotTheCustomersToEnd() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID asked = waiting(site, "{\"kind\": \"ON_DEMAND\"}");
        UUID scheduled = waiting(site, "{\"kind\": \"SCHEDULED\"}");
        UUID awaited = waiting(site, "{\"kind\": \"SAFETY\", \"restore\": \"%s\"}".formatted(Ids.next()));

        // Then
        assertThat(cancel(TestTokens.customer(Ids.next()), asked).statusCode()).isEqualTo(404);
        assertThat(cancel(TestTokens.customer(site.customer), scheduled).statusCode())
                .isEqualTo(409);
        assertThat(cancel(TestTokens.operator(), awaited).asString()).contains("cancel the restore instead");
        assertThat(cancel(TestTokens.operator(), Ids.next()).statusCode()).isEqualTo(404);
        assertThat(cancel(TestTokens.operator(), scheduled).statusCode()).isEqualTo(202);
    }

    @Test
    void whatACustomerMayCancelDoesNotServeForWhatWasPromised() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID asked = waiting(site, "{\"kind\": \"ON_DEMAND\"}");

        // When the policy's is due, and again
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(backups.promisedWaits(site.site)).isFalse();
            desk.due(site.site);
            desk.due(site.site);
            assertThat(backups.promisedWaits(site.site)).isTrue();
        });

        // Then the promised one is made once, whatever becomes of the other
        assertThat(cancel(TestTokens.customer(site.customer), asked).statusCode())
                .isEqualTo(202);
        turns.run();
        assertThat(Bus.heard("restore-point.created", site.site)
                        .path("reason")
                        .path("kind")
                        .asText())
                .isEqualTo("SCHEDULED");
        assertThat(Api.backupsOf(site)).hasSize(2);
    }

    @Test
    void aSafetyBackupIsMadeBesideOneThatIsAtWorkAndMayBeCancelled() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID asked = waiting(site, "{\"kind\": \"ON_DEMAND\"}");
        String work =
                "update backup set state = 'COPYING', started_at = now(), reason = '%s' where id = '" + asked + "'";
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

        // When, then
        Database.change(work.formatted("{\"kind\": \"ON_DEMAND\"}"));
        assertThat(promisedAtWork(site, hourAgo)).isFalse();
        Database.change(work.formatted("{\"kind\": \"SCHEDULED\"}"));
        assertThat(promisedAtWork(site, hourAgo)).isTrue();
        Database.change("update backup set state = 'CANCELLED', ended_at = now() where id = '" + asked + "'");
    }

    private boolean promisedAtWork(TestSite site, Instant since) {
        return QuarkusTransaction.requiringNew().call(() -> backups.promisedAtWorkSince(site.site, since));
    }

    @Inject
    BackupDesk desk;

    @Inject
    Backups backups;

    @Inject
    Turns turns;

    private static Response cancel(String token, UUID backup) {
        return Api.as(token).post("/backups/v1/backups/" + backup + "/cancellation");
    }

    /** A run in the queue whose job has not been asked for: its turn does not come. */
    private static UUID waiting(TestSite site, String reason) {
        UUID backup = Ids.next();
        Database.change(
                "insert into backup (id, site, server, customer, asked_for, reason, state, tries, requested_at, given_at, version) values ('%s', '%s', '%s', '%s', true, '%s', 'QUEUED', 0, now(), now(), 1)"
                        .formatted(backup, site.site, site.server, site.customer, reason));
        return backup;
    }
}
