package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.access.postgres.RealPostgres;
import org.gardefou.access.ssh.Sshd;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.bed.Shop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a restore of a site that has a database of PostgreSQL beside that of MariaDB. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestorePostgresTest {

    private static final String STATS = "stats d'été";

    private static RealPostgres postgres;

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        postgres.tell("postgres", "CREATE ROLE boutique", "CREATE DATABASE \"" + STATS + "\" OWNER boutique");
    }

    @AfterAll
    static void stop() throws Exception {
        RealSite.get().onlyWordPress();
        postgres.close();
    }

    @BeforeEach
    void aSiteWithBoth() {
        real.wordpress.heal();
        real.alsoOn(postgres.port(), STATS, RealPostgres.USER, RealPostgres.PASSWORD);
        real.register(true);
        postgres.tell(
                STATS,
                "ALTER ROLE boutique NOCREATEDB",
                "SET ROLE boutique",
                "DROP TABLE IF EXISTS visits",
                "CREATE TABLE visits (page text PRIMARY KEY, seen int)",
                "INSERT INTO visits VALUES ('/', 7), ('/panier', 2)");
        real.tellHealth("HEALTHY", null, null, null);
    }

    @Test
    void bothDatabasesComeBackWithTheFilesAndGoAgainByHand() throws Exception {
        // Given a point by which both come back apart
        Point good = real.backUp(true);
        real.tellPoint(good, null, real.administration().rows(real.schema, List.of("wp_posts")));
        JsonPath drill = drilled();
        assertThat(drill.getString("state")).as("%s", drill.prettify()).isEqualTo("PASSED");
        assertThat(drill.getInt("seen.tables")).isGreaterThanOrEqualTo(13);
        // And what went wrong since
        postgres.tell(STATS, "DELETE FROM visits WHERE page = '/'", "INSERT INTO visits VALUES ('/spam', 1000)");
        // When
        UUID id = api.request(good.id());
        api.tellSafetyBackup(id);
        api.awaitState(id, "CHECKING");
        real.tellHealth("HEALTHY", null, null, id);
        JsonPath done = api.awaitState(id, "COMPLETED");
        // Then
        assertThat(done.getInt("result.tables")).isGreaterThanOrEqualTo(13);
        assertThat(pages()).containsExactly("/", "/panier");
        assertThat(owners()).containsExactly("boutique");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
        // When it is undone by hand
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .post("/restores/v1/restores/" + id + "/rollback")
                        .statusCode())
                .isEqualTo(202);
        api.awaitState(id, "ROLLED_BACK");
        // Then
        assertThat(pages()).containsExactly("/panier", "/spam");
        await().atMost(Api.SOON).untilAsserted(() -> assertThat(leftovers()).isEmpty());
    }

    @Test
    void bothComeBackOverSshWithWhatIsNewer(@TempDir Path machine) throws Exception {
        assumeTrue(Sshd.user().equals("root"), "a restore over SSH logs in as root");
        try (Sshd sshd = new Sshd(machine)) {
            // Given a shop on another machine
            real.overSsh(sshd.port, Sshd.user(), sshd.privateKey, sshd.fingerprint);
            real.register(true);
            Shop shop = Shop.open(real);
            String before = shop.placeOrder(0);
            Point good = real.backUp(true);
            real.tellPoint(good, null);
            postgres.tell(STATS, "DELETE FROM visits WHERE page = '/'", "INSERT INTO visits VALUES ('/spam', 1000)");
            String since = shop.placeOrder(0);
            // When
            UUID id = api.request(good.id(), Map.of("confirm", true, "keepNewer", List.of(Map.of("kind", "ORDERS"))));
            api.tellSafetyBackup(id);
            api.awaitState(id, "CHECKING");
            real.tellHealth("HEALTHY", null, null, id);
            JsonPath done = api.awaitState(id, "COMPLETED");
            // Then no order is lost, and all else is as it was
            assertThat(shop.wholeOrders()).containsExactlyInAnyOrder(before, since);
            assertThat(done.getInt("kept.groups.find { it.kind == 'ORDERS' }.added"))
                    .isEqualTo(1);
            assertThat(real.wordpress.documentRoot().resolve(".maintenance")).doesNotExist();
            assertThat(pages()).containsExactly("/", "/panier");
            assertThat(owners()).containsExactly("boutique");
            // When it is undone by hand
            api.customer().header("If-Match", "*").post("/restores/v1/restores/" + id + "/rollback");
            api.awaitState(id, "ROLLED_BACK");
            // Then
            assertThat(pages()).containsExactly("/panier", "/spam");
            assertThat(shop.wholeOrders()).containsExactlyInAnyOrder(before, since);
            await().atMost(Api.SOON).untilAsserted(() -> {
                assertThat(leftovers()).isEmpty();
                assertThat(real.leftovers(id)).isEmpty();
            });
        } finally {
            real.here();
        }
    }

    @Test
    void whereNobodyCanSayWhoseItIsNothingIsWritten() {
        // Given a role of the site's that could make databases
        Point good = real.healthyPoint();
        real.tellPoint(good, null);
        postgres.tell("postgres", "ALTER ROLE boutique CREATEDB");
        // When
        UUID id = api.request(good.id());
        api.tellSafetyBackup(id);
        JsonPath failed = api.awaitState(id, "FAILED");
        // Then
        assertThat(failed.getString("outcome.code")).isEqualTo("DATABASE_OWNER_MISSING");
        assertThat(failed.getString("outcome.text.fr")).contains("sans droits sur le serveur", "boutique");
        assertThat(leftovers()).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
    }

    /** What a drill of the site comes to, once the bus has told of its point. */
    private JsonPath drilled() {
        await().atMost(Api.SOON)
                .until(() -> api.customer()
                                .get("/restores/v1/advice?site=" + real.site)
                                .jsonPath()
                                .getString("recommended")
                        != null);
        String id = Api.as(TestTokens.operator())
                .body(Map.of("site", real.site))
                .post("/restores/v1/drills")
                .jsonPath()
                .getString("id");
        return await().atMost(Duration.ofSeconds(120))
                .until(
                        () -> Api.as(TestTokens.operator())
                                .get("/restores/v1/drills/" + id)
                                .jsonPath(),
                        drill -> drill.getString("endedAt") != null);
    }

    private static List<String> pages() {
        return postgres.ask(STATS, "SELECT page FROM visits ORDER BY page");
    }

    private static List<String> owners() {
        return postgres.ask(STATS, "SELECT tableowner FROM pg_tables WHERE schemaname = 'public'");
    }

    private static List<String> leftovers() {
        return postgres.ask(
                "postgres",
                "SELECT datname FROM pg_database WHERE datname LIKE 'gardefou%' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE 'gardefou%'");
    }
}
