package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer whose account has the site's schema by a pattern, and who wants a restore to act for him with more rights. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreTakeoverTest {
    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);
    private final Database admin = real.administration();
    private final Database customer = real.customersDatabase();

    @BeforeEach
    void aSiteWithATrapBesideANeighbour() throws Exception {
        real.wordpress.heal();
        grant("wp%");
        run(
                admin,
                "mysql",
                "CREATE OR REPLACE DATABASE neighbour",
                "CREATE TABLE neighbour.orders (secret VARCHAR(40))",
                "INSERT INTO neighbour.orders VALUES ('card 4970')");
        run(
                customer,
                real.schema,
                "CREATE TABLE loot (what VARCHAR(200))",
                "CREATE TABLE bait (id INT PRIMARY KEY)",
                "CREATE TRIGGER thief AFTER INSERT ON bait FOR EACH ROW INSERT INTO loot SELECT secret FROM neighbour.orders",
                "CREATE PROCEDURE steal() INSERT INTO loot SELECT secret FROM neighbour.orders");
        real.register(true);
    }

    @AfterEach
    void mend() throws Exception {
        run(admin, "mysql", "DROP DATABASE neighbour", "DROP USER IF EXISTS nosy@`127.0.0.1`");
        grant("wp\\_site");
        real.wordpress.heal();
    }

    @Test
    void throughRestoreAndRollbackTheCustomersWordHasTheCustomersRights() throws Exception {
        Point point = real.backUp(true);
        real.tellPoint(point, null);
        // What is in no restore point is made anew by the rollback alone.
        run(
                customer,
                real.schema,
                "CREATE PROCEDURE steal_later() INSERT INTO loot SELECT secret FROM neighbour.orders");

        UUID id = api.request(point.id());
        api.safetyBackup(id);
        api.awaitState(id, "CHECKING");
        assertThatNothingCanBeStolenBy("INSERT INTO bait VALUES (1)", "CALL steal()");
        assertThat(seen()).containsExactlyInAnyOrder("information_schema", real.schema);
        real.tellHealth("HEALTHY", null, null, id);
        api.awaitState(id, "COMPLETED");
        assertThat(seen()).containsExactlyInAnyOrder("information_schema", real.schema);

        assertThat(api.customer()
                        .header("If-Match", "*")
                        .post("/restores/v1/restores/" + id + "/rollback")
                        .statusCode())
                .isEqualTo(202);
        api.awaitState(id, "ROLLED_BACK");
        assertThatNothingCanBeStolenBy("INSERT INTO bait VALUES (1)", "CALL steal()", "CALL steal_later()");
        await().atMost(Api.SOON)
                .untilAsserted(() -> assertThat(real.leftovers(id)).isEmpty());
    }

    @Test
    void withoutAnAccountOfTheSiteTheRestoreStopsBeforeTheSwitch() throws Exception {
        // Given an account that has a right on the whole server, as some panels give it
        run(admin, "mysql", "GRANT PROCESS ON *.* TO wp_user@`127.0.0.1`", "GRANT PROCESS ON *.* TO wp_user@localhost");
        Point point = real.backUp(true);
        real.tellPoint(point, null);
        Fingerprint before = real.wordpress.fingerprint();

        UUID id = api.request(point.id());
        // And what the version before would have left, had it begun this restore
        String mark = id.toString().substring(28);
        for (String name : List.of("__r", "__o")) admin.createSchema(real.schema + name + mark);
        api.safetyBackup(id);
        JsonPath failed = api.awaitState(id, "FAILED");

        assertThat(failed.getString("outcome.code")).isEqualTo("DATABASE_OWNER_MISSING");
        assertThat(failed.getString("outcome.text.fr")).contains("doit créer un compte");
        assertThat(failed.getString("outcome.text.en")).contains("must make an account", real.schema);
        assertThat(before.differencesTo(real.wordpress.fingerprint())).isEmpty();
        assertThatNothingCanBeStolenBy("INSERT INTO bait VALUES (1)", "CALL steal()");
        await().atMost(Api.SOON)
                .untilAsserted(() -> assertThat(real.leftovers(id)).isEmpty());

        // When the site has nothing that acts for an owner, it needs none
        run(customer, real.schema, "DROP TRIGGER thief", "DROP PROCEDURE steal");
        Point plain = real.backUp(true);
        real.tellPoint(plain, null);
        UUID second = api.request(plain.id());
        api.safetyBackup(second);
        api.awaitState(second, "CHECKING");
        real.tellHealth("DOWN", null, null, second);
        api.awaitState(second, "ROLLED_BACK");
    }

    @Test
    void whoReachesTheSchemasOfARestoreStopsItBeforeTheyHoldAnything() throws Exception {
        run(admin, "mysql", "CREATE USER nosy@`127.0.0.1`", "GRANT SELECT ON `garde%`.* TO nosy@`127.0.0.1`");
        Point point = real.backUp(true);
        real.tellPoint(point, null);

        UUID id = api.request(point.id());
        api.safetyBackup(id);
        JsonPath failed = api.awaitState(id, "FAILED");

        assertThat(failed.getString("outcome.code")).isEqualTo("DATABASE_NOT_PRIVATE");
        assertThat(failed.getString("outcome.text.fr")).contains("doit les lui retirer", "`nosy`@`127.0.0.1`");
    }

    private void assertThatNothingCanBeStolenBy(String... calls) throws Exception {
        for (String call : calls) {
            assertThatThrownBy(() -> run(customer, real.schema, call))
                    .as(call)
                    .asInstanceOf(type(DatabaseException.class))
                    .extracting(DatabaseException::code)
                    .isEqualTo(1142);
        }
        assertThat(customer.query(real.schema, "SELECT what FROM loot")).isEmpty();
    }

    private List<String> seen() throws Exception {
        return customer.query("information_schema", "SHOW DATABASES").stream()
                .map(row -> row.text("Database"))
                .toList();
    }

    /** The customer's only grants. */
    private void grant(String pattern) throws Exception {
        for (String host : List.of("127.0.0.1", "localhost")) {
            String account = "wp_user@`" + host + "`";
            run(
                    admin,
                    "mysql",
                    "REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + account,
                    "GRANT ALL ON `" + pattern + "`.* TO " + account);
        }
    }

    private static void run(Database database, String schema, String... statements) throws Exception {
        for (String statement : statements) {
            database.query(schema, statement);
        }
    }
}
