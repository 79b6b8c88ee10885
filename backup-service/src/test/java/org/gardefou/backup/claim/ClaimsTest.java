package org.gardefou.backup.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClaimsTest {

    @Inject
    Claims claims;

    @Test
    void manyShareOrOneHasItAlone() {
        UUID site = UUID.randomUUID();
        try (Claim first = claims.share(site, "first");
                Claim second = claims.share(site, "second");
                Claim elsewhere = claims.alone(UUID.randomUUID(), "elsewhere")) {
            assertThatThrownBy(() -> claims.alone(site, "prune")).isInstanceOf(RepositoryBusy.class);
            assertThat(first.id()).isNotEqualTo(second.id()).isNotEqualTo(elsewhere.id());
        }
        try (Claim alone = claims.alone(site, "prune")) {
            assertThatThrownBy(() -> claims.share(site, "backup")).isInstanceOf(RepositoryBusy.class);
            assertThatThrownBy(() -> claims.alone(site, "another")).isInstanceOf(RepositoryBusy.class);
            assertThat(alone.wanted()).isFalse();
        }
        claims.share(site, "behind").close();
    }

    @Test
    void whoMustNotWaitGetsItAsSoonAsMaintenanceHasStopped() {
        UUID site = UUID.randomUUID();
        CompletableFuture<Claim> urgent;
        try (Claim prune = claims.alone(site, "prune")) {
            urgent = CompletableFuture.supplyAsync(() -> claims.shareAtOnce(site, "safety backup"));
            await().atMost(Api.SOON).until(prune::wanted);
            assertThat(urgent).isNotDone();
        }
        urgent.join().close();
    }

    @Test
    void aRestoreThatIsAskedForStopsMaintenance() {
        TestSite site = TestSite.small();
        try (Claim prune = claims.alone(site.site, "prune")) {
            site.restoreRequested(UUID.randomUUID());
            await().atMost(Api.SOON).until(prune::wanted);
        }
    }

    @Test
    void theClaimOfAProcessThatDiedEndsByItself() {
        UUID site = UUID.randomUUID();
        Database.change(
                "insert into repository_claim (id, site, use, purpose, taken_at, alive_at) values ('%s', '%s', 'ALONE', 'prune', now(), now() - interval '21 seconds')"
                        .formatted(UUID.randomUUID(), site));
        Claim claim = claims.share(site, "backup");
        // And one that was taken for dead here hears that it must stop
        Database.change("delete from repository_claim where id = '" + claim.id() + "'");
        await().atMost(Api.SOON).until(claim::wanted);
        claim.close();
    }
}
