package org.gardefou.backup.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.RestServer;
import org.gardefou.backup.bed.S3Server;
import org.gardefou.backup.bed.SftpServer;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.gate.Gate;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.kit.id.Ids;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DestinationTest {

    @Inject
    Repositories repositories;

    @Test
    void sitesOfItsServersAreBackedUpIntoABucket() throws IOException {
        try (S3Server server = S3Server.start()) {
            TestSite site = TestSite.small().registered();
            UUID destination = Places.registered(Places.of(Places.s3(server), site));
            // When it is tried
            JsonPath trial = trial(destination);
            // Then
            assertThat(trial.getBoolean("writable")).as(trial.prettify()).isTrue();
            assertThat(trial.getBoolean("erasable")).isTrue();
            assertThat(filesBelow(server.data)).isZero();
            // And a backup goes there, with no secret on any command line
            Set<String> lines = ConcurrentHashMap.newKeySet();
            watching(lines, () -> Api.completed(site));
            assertThat(server.data.resolve("sauvegardes/depots/" + site.site + "/config"))
                    .exists();
            assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(S3Server.SECRET_KEY));
            takesFromElsewhere(site);
            assertThat(access(site).getString("location")).doesNotContain(S3Server.SECRET_KEY);
            assertThat(access(site).getMap("environment")).containsEntry("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
            // And with a wrong secret it says what to do
            Places.secret("destination-s3-test", "user=%s\npassword=wrong\n".formatted(S3Server.ACCESS_KEY));
            JsonPath refused = trial(destination);
            assertThat(refused.getBoolean("reachable")).as(refused.prettify()).isFalse();
            assertThat(refused.getString("advice.fr")).contains("secret");
            Places.secret("destination-s3-test", "");
            assertThat(trial(destination).getString("advice.en")).contains("secrets directory");
            assertThat(Api.ended(Api.backUp(site), "FAILED").getString("failure.code"))
                    .isEqualTo("REPOSITORY_SECRET_MISSING");
        }
    }

    @Test
    void sitesOfItsServersAreBackedUpOverSsh() throws IOException {
        try (SftpServer server = SftpServer.start()) {
            Files.createDirectory(server.data.resolve("depots"));
            TestSite site = TestSite.small().registered();
            Map<String, Object> place = Places.of(Places.sftp(server), site);
            UUID destination = Places.registered(place);
            // When it is tried
            JsonPath trial = trial(destination);
            // Then
            assertThat(trial.getBoolean("erasable")).as(trial.prettify()).isTrue();
            assertThat(filesBelow(server.data)).isZero();
            // And a backup goes there
            Set<String> lines = ConcurrentHashMap.newKeySet();
            watching(lines, () -> Api.completed(site));
            assertThat(server.data.resolve("depots/" + site.site + "/config")).exists();
            assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("PRIVATE KEY"));
            takesFromElsewhere(site);
            // And a server that is another one is not talked to
            place.put("hostKeys", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJcIRgbsnWMTrNTDwDgYzPvWxkPtbmg8wqK3kQX2jQmS");
            place.put("appendOnly", false);
            assertThat(change(destination, place).statusCode()).isEqualTo(200);
            JsonPath refused = trial(destination);
            assertThat(refused.getBoolean("writable")).as(refused.prettify()).isFalse();
            assertThat(refused.getString("advice.fr")).contains("clés d'hôte");
        }
    }

    @Test
    void sitesOfItsServersAreBackedUpBehindRestAlsoWhereNothingCanBeDeleted() throws IOException {
        RestServer server = RestServer.start();
        try {
            TestSite site = TestSite.small().registered();
            UUID destination = Places.registered(Places.of(Places.rest(server), site));
            JsonPath trial = trial(destination);
            assertThat(trial.getBoolean("erasable")).as(trial.prettify()).isTrue();
            assertThat(filesBelow(server.data)).isZero();
            // When nothing can be deleted there any more
            server = server.appendOnly();
            JsonPath kept = trial(destination);
            // Then
            assertThat(kept.getBoolean("writable")).as(kept.prettify()).isTrue();
            assertThat(kept.getBoolean("erasable")).isFalse();
            assertThat(kept.getString("advice.en")).contains("append-only");
            // And a backup goes there, and neither command line nor operator sees the password
            Set<String> lines = ConcurrentHashMap.newKeySet();
            watching(lines, () -> Api.completed(site));
            assertThat(server.data.resolve("depots/" + site.site + "/config")).exists();
            assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("p@ss") || line.contains("p%40ss"));
            takesFromElsewhere(site);
            assertThat(Api.operator()
                            .get("/backups/v1/repositories/" + site.site)
                            .asString())
                    .contains("rest:" + server.location())
                    .doesNotContain("p%40ss");
        } finally {
            server.close();
        }
    }

    @Test
    void aRepositoryThatIsGoneOrUnderAnotherKeyIsNotMadeAnew() throws IOException {
        // Given
        TestSite site = TestSite.small().registered();
        Map<String, Object> place = Places.of(Places.local(), site);
        Places.registered(place);
        Api.completed(site);
        Path repository = Path.of(place.get("location").toString(), site.site.toString());
        Path elsewhere = repository.resolveSibling("elsewhere");
        // When it is deleted, and another one is in its place
        Files.move(repository, elsewhere);
        assertThat(Api.ended(Api.backUp(site), "FAILED").getString("failure.code"))
                .isEqualTo("REPOSITORY_DAMAGED");
        assertThat(repository).doesNotExist();
        Restic.find()
                .repository(RepositoryAccess.of(
                        repository.toString(),
                        RepositoryPassword.generate(),
                        Path.of(System.getProperty("gardefou.data.directory"), "stock-cache")))
                .init();
        // Then
        JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("REPOSITORY_DAMAGED");
        assertThat(failed.getString("failure.text.fr")).contains("clé");
        assertThat(filesBelow(repository.resolve("snapshots"))).isZero();
        assertThat(filesBelow(repository.resolve("locks"))).isZero();
        assertThat(Api.operator()
                        .get("/backups/v1/restore-points?site=" + site.site)
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
    }

    @Test
    void whatOperatorsSayIsCheckedAndKept() {
        UUID server = Ids.next();
        Map<String, Object> place = Places.local();
        place.put("servers", List.of(server.toString()));
        place.put("uploadKib", 512);
        UUID first = Places.registered(place);
        Places.registered(Places.local());
        // Then it is shown, and found by paging
        assertThat(read(first).getInt("uploadKib")).isEqualTo(512);
        assertThat(Api.operator().get(Places.PATH + "?limit=1").jsonPath().getString("next"))
                .isNotBlank();
        // And one server has one destination
        Map<String, Object> second = Places.local();
        second.put("servers", List.of(server.toString()));
        assertThat(Places.register(second).statusCode()).isEqualTo(409);
        // And the place stays
        Map<String, Object> moved = new HashMap<>(place);
        moved.put("location", "/srv/elsewhere");
        assertThat(change(first, moved).jsonPath().getString("detail")).contains("another destination");
        assertThat(Api.operator().body(place).put(Places.PATH + "/" + first).statusCode())
                .isEqualTo(428);
        // And what cannot be is named
        Map<String, Object> wrong = Places.local();
        wrong.put("hostKeys", "ssh-ed25519 AAAA");
        assertThat(Places.register(wrong).statusCode()).isEqualTo(400);
        wrong.remove("hostKeys");
        wrong.put("copyTo", Ids.next().toString());
        assertThat(Places.register(wrong).jsonPath().getString("violations[0].pointer"))
                .isEqualTo("/copyTo");
        wrong.remove("copyTo");
        wrong.put("password", "x");
        assertThat(Places.register(wrong).statusCode()).isEqualTo(400);
        // And no other secret of the service is sent anywhere, and none in the clear
        Map<String, Object> bucket = Places.local();
        bucket.put("kind", "S3");
        bucket.put("location", "http://s3.gra.example/sauvegardes");
        bucket.put("secret", "kek");
        JsonPath named = Places.register(bucket).jsonPath();
        assertThat(named.getString("violations[0].pointer")).isEqualTo("/secret");
        assertThat(named.getString("violations[0].message")).contains("destination-");
        bucket.put("secret", "destination-gra");
        JsonPath plain = Places.register(bucket).jsonPath();
        assertThat(plain.getString("violations[0].pointer")).isEqualTo("/location");
        assertThat(plain.getString("violations[0].message")).contains("https://", "gardefou.destinations.plain-http");
    }

    private static JsonPath trial(UUID destination) {
        Response answer = Api.operator().post(Places.PATH + "/" + destination + "/trials");
        assertThat(answer.statusCode()).as("%s", answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static JsonPath read(UUID destination) {
        return Api.operator().get(Places.PATH + "/" + destination).jsonPath();
    }

    private static Response change(UUID destination, Map<String, Object> body) {
        return Api.operator().header("If-Match", "*").body(body).put(Places.PATH + "/" + destination);
    }

    private static JsonPath access(TestSite site) {
        return Api.restores()
                .body(Map.of("site", site.site))
                .post("/backups/v1/repository-access")
                .jsonPath();
    }

    /** Collects the command lines of all that runs below us meanwhile. */
    /** A restic on another machine adds to the repository through a gate, wherever that lies. */
    private void takesFromElsewhere(TestSite site) throws IOException {
        try (Gate gate = repositories.gate(site.site)) {
            ResticRepository there = site.repositoryAt(gate.location(gate.port()));
            Files.writeString(site.documentRoot.resolve("from-elsewhere"), "x".repeat(100_000));
            there.backup(BackupRequest.of(site.root, site.site.toString(), "htdocs"), _ -> {});
            assertThat(there.snapshots()).hasSize(2);
            assertThat(there.check(CheckDepth.readData()).clean()).isTrue();
        }
    }

    private static void watching(Set<String> lines, Runnable work) {
        Thread running = Thread.ofVirtual().start(work);
        await().atMost(Api.SOON).pollInterval(java.time.Duration.ofMillis(3)).until(() -> {
            ProcessHandle.current().descendants().forEach(process -> lines.add(commandLine(process.pid())));
            return !running.isAlive();
        });
        lines.removeIf(line -> !line.contains("restic"));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static long filesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
