package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.SftpServer;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.SshAgents;
import org.gardefou.restic.SshLogin;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CopiedPointsTest {

    @Inject
    Retention retention;

    @Test
    void whatIsBackedUpIsCopiedAndServesWhereTheFirstIsLost() throws IOException {
        try (SftpServer server = SftpServer.start()) {
            Files.createDirectory(server.data.resolve("depots"));
            // Given a place for copies that does not let us in at first
            TestSite site = TestSite.small().registered();
            Map<String, Object> second = Places.sftp(server);
            Places.secret("destination-sftp-test", "no key");
            UUID copies = Places.registered(second);
            Map<String, Object> first = Places.of(Places.local(), site);
            first.put("copyTo", copies.toString());
            Places.registered(first);
            UUID old = Api.completed(site);
            JsonPath hindered = copy(old, "WAITING");
            assertThat(hindered.getString("copies[0].problem")).contains("ssh-add");
            assertThat(Api.as(TestTokens.customer(site.customer))
                            .get("/backups/v1/restore-points/" + old)
                            .jsonPath()
                            .getString("copies[0].problem"))
                    .isNull();
            assertThat(Api.operator()
                            .get("/backups/v1/copies?state=WAITING&site=" + site.site)
                            .jsonPath()
                            .getList("items"))
                    .hasSize(1);
            // When it does
            Places.secret("destination-sftp-test", server.privateKey);
            UUID point = Api.completed(site);
            // Then both are copied, and the chunks are cut alike
            copy(old, "COPIED");
            copy(point, "COPIED");
            // And retention holds for the copy too, also for one that was made by a service that died before it could
            // note that
            Database.change(
                    "update restore_point set taken_at = now() - interval '90 days' where id = '" + old + "'",
                    "update snapshot_copy set state = 'WAITING', copy = null, copied_at = null where restore_point = '"
                            + old + "'");
            retention.run();
            Database.change(
                    "update restore_point set expired_at = now() - interval '2 hours' where id = '" + old + "'");
            retention.run();
            copy(old, "FORGOTTEN");
            await().atMost(Api.SOON)
                    .until(() -> Database.count(
                                    "select count(*) from restore_point where forgotten_at is not null and id = '" + old
                                            + "'")
                            == 1);
            // And when the first is lost, an operator has restores read the copy
            String snapshot = site.repository().snapshots().getFirst().id();
            Files.move(
                    Path.of(first.get("location").toString(), site.site.toString()),
                    Path.of(first.get("location").toString(), "lost"));
            String path = "/backups/v1/repositories/" + site.site;
            assertThat(Api.operator()
                            .header("If-Match", "*")
                            .body(Map.of("restoreFrom", "COPY"))
                            .put(path)
                            .jsonPath()
                            .getString("restoreFrom"))
                    .isEqualTo("COPY");
            ResticRepository read = copies(site);
            assertThat(read.snapshots()).hasSize(1);
            assertThat(read.snapshot(snapshot).original()).isEqualTo(snapshot);
            assertThat(read.locks()).isEmpty();
            assertThat(Database.count(
                            "select count(*) from audit_entry where action = 'repository.copy-opened' and resource_id = '"
                                    + site.site + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutASecondRepositoryRestoresReadTheFirst() {
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        assertThat(point(point).getList("copies")).isEmpty();
        assertThat(Api.operator()
                        .header("If-Match", "*")
                        .body(Map.of("restoreFrom", "COPY"))
                        .put("/backups/v1/repositories/" + site.site)
                        .statusCode())
                .isEqualTo(409);
    }

    private static ResticRepository copies(TestSite site) throws IOException {
        JsonPath access = Api.restores()
                .body(Map.of("site", site.site))
                .post("/backups/v1/repository-access")
                .jsonPath();
        SshLogin login = new SshLogin(
                access.getString("ssh.user"),
                access.getString("ssh.host"),
                access.getInt("ssh.port"),
                access.getString("ssh.privateKey"),
                access.getString("ssh.hostKeys"));
        RepositoryAccess reached = SshAgents.over(
                RepositoryAccess.of(
                        access.getString("location"),
                        RepositoryPassword.of(access.getString("password")),
                        Path.of(System.getProperty("gardefou.data.directory"), "stock-cache")),
                login);
        return Restic.find().repository(reached).holdingCopies(access.getMap("snapshots"));
    }

    private static JsonPath copy(UUID point, String state) {
        return await().atMost(Api.SOON)
                .until(
                        () -> point(point),
                        one -> state.equals(one.getString("copies[0].state"))
                                && (!state.equals("WAITING") || one.getInt("copies[0].tries") > 0));
    }

    private static JsonPath point(UUID point) {
        return Api.operator().get("/backups/v1/restore-points/" + point).jsonPath();
    }
}
