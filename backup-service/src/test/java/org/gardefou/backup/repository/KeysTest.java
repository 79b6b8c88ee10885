package org.gardefou.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysTest {

    private static final Path SECRETS = Path.of(System.getProperty("gardefou.secrets.directory"));

    @Inject
    OwnKeyJob ownKey;

    @Test
    void afterARotationNoOtherKeyEncryptionKeyIsNeeded() throws IOException {
        // Given keys that an older key-encryption key wraps: of a repository, and of more than one batch of others
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        RepositoryPassword password = RepositoryPassword.of(access(site).getString("password"));
        KeyWrapping older = VaultTest.keys(SECRETS, "kek-2019", Map.of(), null);
        older.prepareFirst();
        Wrapped old = older.wrap(Repository.context(site.site), password);
        Database.change("update repository set kek = 'kek-2019', wrapped_key = '\\x%s' where site = '%s'"
                .formatted(HexFormat.of().formatHex(old.bytes()), site.site));
        List<UUID> others = java.util.stream.Stream.generate(Ids::next)
                .limit(RewrappingJob.BATCH + 5)
                .toList();
        for (UUID other : others) {
            Wrapped wrapped = older.wrap(Repository.context(other), RepositoryPassword.generate());
            Database.change(
                    "insert into repository (site, location, wrapped_key, kek, restore_from, entered_at, version) values ('%s', '/nowhere/%s', '\\x%s', 'kek-2019', 'FIRST', now(), 0)"
                            .formatted(other, other, HexFormat.of().formatHex(wrapped.bytes())));
        }
        assertThat(count("kek-2019")).isEqualTo(others.size() + 1);
        // When
        Response begun = Api.operator().post("/backups/v1/key-rotations");
        // Then
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        JsonPath done = await().atMost(Api.SOON)
                .until(() -> Api.operator().get(begun.header("Location")).jsonPath(), one -> one.getString("state")
                        .equals("COMPLETED"));
        assertThat(done.getLong("done")).isEqualTo(others.size() + 1);
        assertThat(count("kek-2019")).isNull();
        Files.delete(SECRETS.resolve("kek-2019"));
        assertThat(access(site).getString("password")).isEqualTo(password.reveal());
        assertThat(Api.operator().get("/backups/v1/key-encryption-keys").asString())
                .doesNotContain(Files.readString(SECRETS.resolve("kek")).strip());
        for (UUID other : others) Database.change("delete from repository where site = '" + other + "'");
    }

    @Test
    void aKeyThatIsMissingHoldsARotationUpAndIsNamed() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        KeyWrapping older = VaultTest.keys(SECRETS, "kek-lost", Map.of(), null);
        older.prepareFirst();
        Wrapped old = older.wrap(
                Repository.context(site.site),
                RepositoryPassword.of(access(site).getString("password")));
        Database.change("update repository set kek = 'kek-lost', wrapped_key = '\\x%s' where site = '%s'"
                .formatted(HexFormat.of().formatHex(old.bytes()), site.site));
        String key = Files.readString(SECRETS.resolve("kek-lost"));
        Files.delete(SECRETS.resolve("kek-lost"));
        // When
        String rotation = Api.operator().post("/backups/v1/key-rotations").header("Location");
        // Then
        await().atMost(Api.SOON).until(() -> String.valueOf(
                        Api.operator().get(rotation).jsonPath().getString("problem"))
                .contains("kek-lost"));
        // And another one that is asked for is the same
        assertThat(Api.operator().post("/backups/v1/key-rotations").header("Location"))
                .isEqualTo(rotation);
        // And with the key it goes on
        org.gardefou.backup.bed.Places.secret("kek-lost", key);
        await().atMost(Api.SOON).until(() -> Api.operator()
                .get(rotation)
                .jsonPath()
                .getString("state")
                .equals("COMPLETED"));
        Files.delete(SECRETS.resolve("kek-lost"));
    }

    @Test
    void aRepositorysOwnKeyIsChanged() {
        // Given
        TestSite site = TestSite.small().registered();
        Api.completed(site);
        ResticRepository before = site.repository();
        List<String> keys = before.keys();
        // And a restore that holds the old one
        UUID restore = UUID.randomUUID();
        Database.change(
                "insert into running_restore (restore, site, restore_point, requested_at) values ('%s', '%s', '%s', now())"
                        .formatted(restore, site.site, UUID.randomUUID()));
        assertThatThrownBy(() -> ownKey.run(site.site.toString())).hasMessageContaining("A restore of site");
        assertThat(before.snapshots()).hasSize(1);
        Database.change("delete from running_restore where restore = '" + restore + "'");
        // When
        String path = "/backups/v1/repositories/" + site.site;
        assertThat(Api.operator().post(path + "/key-rotations").statusCode()).isEqualTo(202);
        await().atMost(Api.SOON)
                .until(() -> !Api.operator().get(path).jsonPath().getBoolean("keyChanging"));
        // Then
        assertThat(site.repository().keys()).hasSize(1).doesNotContainAnyElementsOf(keys);
        assertThat(site.repository().snapshots()).hasSize(1);
        assertThatThrownBy(before::snapshots).isInstanceOf(ResticException.WrongPassword.class);
        Api.completed(site);
    }

    private static Long count(String kek) {
        return Api.operator()
                .get("/backups/v1/key-encryption-keys")
                .jsonPath()
                .getObject("items.find { it.id == '%s' }?.keys".formatted(kek), Long.class);
    }

    private static JsonPath access(TestSite site) {
        return Api.restores()
                .body(Map.of("site", site.site))
                .post("/backups/v1/repository-access")
                .jsonPath();
    }
}
