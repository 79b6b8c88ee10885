package org.gardefou.restore.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bus says of a site is looked at again before anything of the machine is touched. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class ReachTest {

    @Inject
    Reach reach;

    @Inject
    HostedSites sites;

    @Inject
    Servers servers;

    private final UUID site = Ids.next();
    private final UUID server = Ids.next();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc", "/srv", "/srv/site/.."})
    void aFolderOfTheSystemIsNoSitesRoot(String root) {
        told(root);

        RestoreFailure failure = catchThrowableOfType(RestoreFailure.class, this::target);

        assertThat(failure.code()).isEqualTo(FailureCode.SITE_UNKNOWN);
        assertThat(failure.text().en()).contains("folder of the system", "hoster must correct");
        assertThat(failure.text().fr()).contains("dossier du système");
    }

    @Test
    void aSitesOwnFolderIs() throws RestoreFailure {
        told("/srv/site");

        assertThat(target().root()).isEqualTo("/srv/site");
    }

    @Test
    void aServerOverSshIsAnotherMachineForFilesAndDatabases() throws RestoreFailure {
        told("/srv/site", "server.changed");

        Target target = target();

        assertThat(target.isHere()).isFalse();
        assertThat(target.server()).isEqualTo(server);
        assertThat(target.schemas()).allSatisfy(one -> assertThat(one.server()).isEqualTo(server));
    }

    @Test
    void aServerOverSshWhoseAccessIsNotKnownIsRefusedBeforeAnythingOfThisMachineIsTouched() {
        told("/srv/site", "server.changed");
        // As a version before kept it
        QuarkusTransaction.requiringNew().run(() -> servers.findByIdOptional(server)
                .orElseThrow()
                .told("SSH", null, List.of(), Instant.now().plusSeconds(3600)));

        RestoreFailure failure = catchThrowableOfType(RestoreFailure.class, this::target);

        assertThat(failure.code()).isEqualTo(FailureCode.SERVER_NOT_REACHABLE);
        assertThat(failure.text().en()).contains("SSH access", "register");
    }

    private Target target() throws RestoreFailure {
        QuarkusTransaction.begin();
        try {
            return reach.target(site);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void told(String root) {
        told(root, "server.registered");
    }

    private void told(String root, String serverEvent) {
        Bus.tell(
                "gardefou.servers",
                serverEvent,
                server,
                Bus.golden("diagnostics-service", serverEvent, node -> node.put("server", server.toString())));
        Bus.tell(
                "gardefou.sites",
                "site.registered",
                site,
                Bus.golden("diagnostics-service", "site.registered", node -> node.put("site", site.toString())
                        .put("server", server.toString())
                        .put("root", root)
                        .put("documentRoot", root + "/htdocs")));
        await().atMost(Api.SOON).until(() -> QuarkusTransaction.requiringNew()
                .call(() -> sites.findByIdOptional(site).isPresent()
                        && servers.findByIdOptional(server).isPresent()));
    }
}
