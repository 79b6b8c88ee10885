package org.gardefou.backup.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

/** Events that come late, out of order or twice. */
@QuarkusTest
class ProjectionTest {

    @Test
    void whatIsToldLateDoesNotGoBackInTime() {
        // Given
        TestSite site = TestSite.small().registered();
        Instant later = Instant.now().plusSeconds(60);
        UUID late = Ids.next();
        // When it has moved, and old events come behind
        site.tellSite("site.moved", site.root.resolve("new"), site.root.resolve("new/htdocs"), later, Ids.next());
        site.tellSite(
                "site.registered",
                site.root.resolve("old"),
                site.root.resolve("old/htdocs"),
                later.minus(Duration.ofDays(2)),
                late);
        await().atMost(Api.SOON)
                .until(() -> Database.count("select count(*) from inbox where id = '" + late + "'") == 1);
        // Then
        assertThat(Database.count("select count(*) from site where site = '" + site.site + "' and root like '%/new'"))
                .isEqualTo(1);
    }

    @Test
    void anEventThatComesTwiceHasOneEffect() {
        // Given
        TestSite site = TestSite.small().registered();
        UUID restore = Ids.next();
        UUID event = Ids.next();
        ObjectNode requested =
                Bus.golden("restore-service", "restore.requested", node -> node.put("restore", restore.toString())
                        .put("site", site.site.toString())
                        .put("customer", site.customer.toString()));
        // When
        for (int i = 0; i < 2; i++) {
            Bus.tell("gardefou.restores", "restore.requested", site.site, requested, event);
        }
        UUID another = site.restoreRequested(Ids.next());
        // Then, when the event behind has had its effect
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from running_restore where restore = '" + another + "'") == 1);
        assertThat(Api.backupsOf(site)).hasSize(2);
        await().atMost(Api.SOON)
                .until(() -> Bus.told("backup.completed", site.site).size() == 2);
    }

    @Test
    void aRemovedSiteIsBackedUpNoMoreAndARestoreOfItIsAnswered() {
        // Given
        TestSite site = TestSite.small().registered();
        // When
        Bus.tell(
                "gardefou.sites",
                "site.removed",
                site.site,
                Bus.golden("diagnostics-service", "site.removed", node -> node.put("site", site.site.toString())
                        .put("at", Instant.now().toString())));
        await().atMost(Api.SOON)
                .until(() ->
                        Database.count("select count(*) from site where removed and site = '" + site.site + "'") == 1);
        site.restoreRequested(Ids.next());
        // Then
        assertThat(Bus.heard("backup.failed", site.site).path("code").asText()).isEqualTo("SITE_UNKNOWN");
        assertThat(Api.backupsOf(site)).isEmpty();
    }
}
