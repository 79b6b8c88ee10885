package org.gardefou.backup.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Gateway;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.RestServer;
import org.gardefou.backup.bed.S3Server;
import org.gardefou.backup.bed.SftpServer;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.repository.Repositories;
import org.junit.jupiter.api.Test;

/** What goes wrong at storage elsewhere while something is being written there. */
@QuarkusTest
class RemoteFaultsTest {

    @Inject
    Repositories repositories;

    @Inject
    Destinations destinations;

    @Inject
    Storages storages;

    @Test
    void sshThatIsCutInTheMiddleLeavesAReasonAndNothingElse() throws IOException {
        try (SftpServer server = SftpServer.start()) {
            Path depots = Files.createDirectory(server.data.resolve("depots"));
            // Given
            TestSite site = TestSite.small().registered();
            UUID destination = Places.registered(slow(Places.of(Places.sftp(server), site)));
            Api.completed(site);
            // When
            UUID backup = inTheMiddle(site, depots.resolve(site.site.toString()));
            server.cut();
            // Then
            failed(site, backup, "REPOSITORY_UNREACHABLE", "vérifiez le réseau");
            server.back();
            worksAgain(site, 2);
            isToldFromAway(destination, site, depots, () -> {});
        }
    }

    @Test
    void aBucketThatIsCutOrRefusesInTheMiddleLeavesAReasonAndNothingElse() throws IOException {
        try (S3Server server = S3Server.start();
                Gateway gateway = Gateway.before(server.location())) {
            // Given
            TestSite site = TestSite.small().registered();
            UUID destination = Places.registered(slow(Places.of(Places.through(gateway, Places.s3(server)), site)));
            Api.completed(site);
            Path bucket = server.data.resolve(S3Server.BUCKET).resolve("depots");
            // When, then
            UUID cut = inTheMiddle(site, bucket.resolve(site.site.toString()));
            gateway.cuts();
            failed(site, cut, "REPOSITORY_UNREACHABLE", "vérifiez le réseau");
            gateway.passes();
            UUID refused = inTheMiddle(site, bucket.resolve(site.site.toString()));
            gateway.denies();
            failed(site, refused, "REPOSITORY_REFUSED", "les droits du compte");
            gateway.passes();
            worksAgain(site, 2);
            isToldFromAway(destination, site, bucket, () -> {});
        }
    }

    @Test
    void aRestServerThatIsFullOrDeletesNothingSaysSoAtOnce() throws IOException {
        AtomicReference<RestServer> served = new AtomicReference<>(RestServer.start());
        RestServer server = served.get();
        try (Gateway gateway = Gateway.before(server.location())) {
            // Given
            TestSite site = TestSite.small().registered();
            UUID destination = Places.registered(slow(Places.of(Places.through(gateway, Places.rest(server)), site)));
            Api.completed(site);
            Path place = server.data.resolve("depots");
            // When, then
            UUID backup = inTheMiddle(site, place.resolve(site.site.toString()));
            gateway.isFull();
            failed(site, backup, "NO_SPACE", "quota");
            gateway.passes();
            worksAgain(site, 2);
            // And what it will not delete is not asked for again and again, nor taken for deleted
            served.set(served.get().appendOnly());
            String snapshot =
                    repositories.open(site.site).snapshots().getFirst().id();
            // Who asked again and again would be told that no answer came.
            assertThatThrownBy(() -> repositories.open(site.site).forget(List.of(snapshot)))
                    .hasMessageContaining("append-only");
            assertThat(repositories.open(site.site).snapshots()).hasSize(2);
            Runnable noticed = () -> served.set(served.get().again());
            noticed.run();
            isToldFromAway(destination, site, place, noticed);
        } finally {
            served.get().close();
        }
    }

    /** So slow that it can be met in the middle. */
    private static Map<String, Object> slow(Map<String, Object> place) {
        place.put("uploadKib", 400);
        return place;
    }

    /** A backup that is writing: its lock is there, and its data is not yet. */
    private static UUID inTheMiddle(TestSite site, Path repository) throws IOException {
        byte[] content = new byte[10_000_000];
        new Random().nextBytes(content);
        Files.write(site.documentRoot.resolve("photo.jpg"), content);
        UUID backup = Api.backUp(site);
        await().atMost(Api.SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !locks(repository).isEmpty()
                        && Api.read(backup).getString("state").equals("COPYING"));
        return backup;
    }

    private static void failed(TestSite site, UUID backup, String code, String advice) {
        JsonPath failed = Api.ended(backup, "FAILED");
        assertThat(failed.getString("failure.code")).as(failed.prettify()).isEqualTo(code);
        assertThat(failed.getString("failure.text.fr")).contains(advice);
        assertThat(Bus.told("backup.failed", site.site))
                .anySatisfy(told -> assertThat(told.path("backup").asText()).isEqualTo(backup.toString()));
        assertThat(site.beside()).isEmpty();
    }

    /** No lock is left, no point without its snapshot, and the other way round. */
    private void worksAgain(TestSite site, int points) throws IOException {
        Files.delete(site.documentRoot.resolve("photo.jpg"));
        Api.completed(site);
        assertThat(Api.operator()
                        .get("/backups/v1/restore-points?state=AVAILABLE&site=" + site.site)
                        .jsonPath()
                        .getList("items"))
                .hasSize(points);
        assertThat(repositories.open(site.site).snapshots()).hasSize(points);
        assertThat(repositories.open(site.site).locks()).isEmpty();
    }

    /**
     * What is not mounted behind a server passes for nothing that was deleted.
     *
     * @param noticed has the server see what became of its folder
     */
    private void isToldFromAway(UUID destination, TestSite site, Path folder, Runnable noticed) throws IOException {
        // Whoever still reads it would try again and again when it is gone.
        Api.contentsRead(site);
        Destination place = QuarkusTransaction.requiringNew().call(() -> destinations.findById(destination));
        String name = site.site.toString();
        try (Storage storage = storages.open(place, place.place().repository(name))) {
            storage.demandThere(name);
            Path away = folder.resolveSibling("away");
            Files.move(folder, away);
            Files.createDirectory(folder);
            noticed.run();
            assertThatThrownBy(() -> storage.demandThere(name))
                    .hasMessageContaining("see whether its storage is mounted");
            Files.deleteIfExists(folder);
            Files.move(away, folder);
            noticed.run();
            assertThat(storage.count(name, Storage.KEYS)).isPositive();
            // What is deleted may be so twice, and is told from what is away until it is noted.
            for (String which : List.of(Storage.KEYS, "", "")) storage.delete(name, which);
            assertThat(storage.count(name, "")).isZero();
            storage.demandThere(name);
            storage.deleteFolder(name);
            storage.deleteFolder(name);
        }
        // A bucket has no folders: an empty one may go.
        try (Stream<Path> left = Files.walk(folder.getParent())) {
            assertThat(left.filter(Files::isRegularFile))
                    .noneMatch(file -> file.toString().contains(name));
        }
    }

    private static List<Path> locks(Path repository) throws IOException {
        Path locks = repository.resolve("locks");
        if (!Files.isDirectory(locks)) return List.of();
        try (Stream<Path> all = Files.list(locks)) {
            return all.toList();
        }
    }
}
