package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.gardefou.access.postgres.RealPostgres;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose database is one of PostgreSQL: a real server, real dumps, and back with PostgreSQL's own programs. */
@QuarkusTest
class PostgresBackupTest {

    private static RealPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        postgres.tell("postgres", "CREATE DATABASE \"Boutique d'été\"", "CREATE ROLE nobodys LOGIN PASSWORD 'x'");
        postgres.tell(
                "Boutique d'été",
                "CREATE TABLE orders (id int PRIMARY KEY, note text)",
                "INSERT INTO orders SELECT i, 'no ' || i FROM generate_series(1, 70) i",
                "CREATE SCHEMA \"Stats\"",
                "CREATE TABLE \"Stats\".visits (a int)");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void itsDumpIsInTheSameSnapshotCountedAndGoesBack() throws IOException {
        // Given
        TestSite site = TestSite.withPostgres(postgres.port(), "Boutique d'été").registered();
        site.administration(RealPostgres.USER, RealPostgres.PASSWORD);
        // When
        UUID point = Api.completed(site);
        // Then
        JsonPath shown =
                Api.operator().get("/backups/v1/restore-points/" + point).jsonPath();
        assertThat(shown.getString("databases[0].engine")).isEqualTo("POSTGRESQL");
        assertThat(shown.getMap("databases[0].rows")).isEqualTo(Map.of("public.orders", 70, "Stats.visits", 0));
        assertThat(shown.getString("evidence.state")).isEqualTo("DUMP_COMPLETE");
        JsonNode told =
                Bus.heard("restore-point.created", site.site).path("databases").path(0);
        assertThat(told.path("engine").asText()).isEqualTo("POSTGRESQL");
        assertThat(told.path("tables").toString()).isEqualTo("[\"Stats.visits\",\"public.orders\"]");
        assertThat(site.beside()).isEmpty();
        // And back, out of the repository, by who has nothing but stock programs
        Path dump = folder.resolve("x.dump");
        String snapshot = site.repository().snapshots().getFirst().id();
        try (OutputStream out = Files.newOutputStream(dump)) {
            site.repository().dumpFile(snapshot, "/.gardefou-backup/databases/Boutique%20d%27%C3%A9t%C3%A9.dump", out);
        }
        postgres.tell("postgres", "CREATE DATABASE back");
        postgres.restore(dump, "back");
        assertThat(postgres.ask("back", "SELECT sum(id) FROM orders")).containsExactly("2485");
        // And it is booted with a server of the boot's own
        UUID boot = UUID.fromString(Api.operator()
                .post("/backups/v1/restore-points/" + point + "/verifications")
                .jsonPath()
                .getString("id"));
        JsonPath ended = await().atMost(Api.SOON)
                .until(
                        () -> Api.operator()
                                .get("/backups/v1/verifications/" + boot)
                                .jsonPath(),
                        one -> "ENDED".equals(one.getString("state")));
        assertThat(ended.getString("outcome")).as("%s", ended.prettify()).isEqualTo("PASSED");
        assertThat(ended.getInt("seen.tables")).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadAsAWholeIsAFailedRunAndLeavesNothing() {
        TestSite site = TestSite.withPostgres(postgres.port(), "Boutique d'été").registered();
        site.administration("nobodys", "x");
        JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("DATABASE_ACCESS_DENIED");
        assertThat(failed.getString("failure.detail")).contains("pg_dump");
        assertThat(site.beside()).isEmpty();
        assertThat(site.repository().snapshots()).isEmpty();
    }

    @Test
    void programsThatAreOlderThanTheServerAreNamed() {
        // Given the server of the service itself, which is newer than Debian's programs
        assumeThat(IntStream.range(18, 40).mapToObj(v -> Path.of("/usr/lib/postgresql/" + v + "/bin/pg_dump")))
                .noneMatch(Files::exists);
        var config = ConfigProvider.getConfig();
        URI own = URI.create(
                config.getValue("quarkus.datasource.jdbc.url", String.class).substring("jdbc:".length()));
        TestSite site =
                TestSite.withPostgres(own.getPort(), own.getPath().substring(1)).registered();
        site.administration(
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        // When, then
        JsonPath failed = Api.ended(Api.backUp(site), "FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("DATABASE_CLIENT_UNFIT");
        assertThat(failed.getString("failure.detail")).contains("install postgresql-client-18");
        assertThat(Bus.heard("backup.failed", site.site).path("code").asText()).isEqualTo("DATABASE_CLIENT_UNFIT");
    }
}
