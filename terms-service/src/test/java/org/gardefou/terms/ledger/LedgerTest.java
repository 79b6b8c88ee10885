package org.gardefou.terms.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.system;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain: never forked, never changed, and a change that was forced is found where it is. */
@QuarkusTest
class LedgerTest {

    @Inject
    Ledger ledger;

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void manyWhoAppendAtOnceMakeOneChain() throws Exception {
        long before = walked().getLong("entries");
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int writer = 0; writer < 8; writer++)
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) append(3);
                }));
            for (Future<?> writer : writers) writer.get();
        }

        JsonPath chain = walked();

        assertThat(chain.getLong("entries")).isGreaterThanOrEqualTo(before + 8 * 25 * 3);
        assertThat(chain.getBoolean("sound")).isTrue();
    }

    @Test
    void whatIsRolledBackLeavesNoTrace() {
        UUID site = Ids.next();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    ledger.append(new Fact("test.fact", Instant.now(), site, null, Map.of()));
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining("no");
        assertThat(system().get("/evidence?site=" + site).then().extract().<List<?>>path("items"))
                .isEmpty();
        assertThat(walked().getBoolean("sound")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set body = '{\"kind\":\"x\"}'",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "update ledger_head set seq = 0",
                "insert into ledger_entry (seq, prev_hash, hash, body) values (1000000, sha256('a'), sha256('b'), '{\"kind\":\"x\"}')"
            })
    void theDatabaseRefusesWhatIsNotAnAppendEvenToTheOwner(String attack) throws SQLException {
        append(1);
        try (Connection owner = Owner.connection()) {
            assertThatThrownBy(() -> execute(owner, attack))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set body = '{\"kind\":\"x\"}'",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "update ledger_head set seq = 0",
                "set gardefou.ledger = 'append'; insert into ledger_entry (seq, prev_hash, hash, body) values (1000000, sha256('a'), sha256('b'), '{\"kind\":\"x\"}')",
                "set gardefou.ledger = 'append'; update ledger_head set seq = 0",
                "alter table ledger_entry disable trigger user",
                "drop table ledger_entry cascade",
                "drop function ledger_append(text[])",
                "create or replace function ledger_append(bodies text[]) returns bigint language sql as 'select 0::bigint'",
                "update checkpoint set size = 1",
                "delete from checkpoint",
                "delete from ledger_node",
                "delete from checkpoint_key",
                "delete from checkpoint_time_stamp",
                "delete from flyway_schema_history"
            })
    void theServicesOwnRoleMayNotEvenTry(String attack) throws SQLException {
        append(1);
        try (Connection service = dataSource.getConnection()) {
            assertThatThrownBy(() -> execute(service, attack))
                    .isInstanceOf(SQLException.class)
                    .satisfies(refusal ->
                            assertThat(refusal.getMessage()).containsAnyOf("permission denied", "must be owner"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set body = '{\"kind\":\"forged\"}' where seq = (select seq - 1 from ledger_head)",
                "delete from ledger_entry where seq = (select seq - 1 from ledger_head)",
                "delete from ledger_entry where seq = (select seq from ledger_head)"
            })
    void whatWasForcedPastTheTriggersIsFoundWhereItIs(String attack) throws SQLException {
        append(3);
        // In one transaction that is rolled back, so that the other tests keep their chain.
        try (Connection connection = Owner.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table ledger_entry disable trigger user");
                statement.execute(attack);
                try (var rows = statement.executeQuery("select ledger_first_break(), seq from ledger_head")) {
                    rows.next();
                    assertThat(rows.getObject(1, Long.class)).isBetween(rows.getLong(2) - 1, rows.getLong(2));
                }
            } finally {
                connection.rollback();
            }
        }
        assertThat(walked().getBoolean("sound")).isTrue();
    }

    @Test
    void anEventThatIsDeliveredTwiceHasOneEffect() {
        // Given a change that was delivered, and delivered again, also under another event id
        Scene scene = new Scene(bus).registerSite();
        UUID change = Ids.next();
        UUID id = Ids.next();
        var event = scene.changeEvent("site.plugin-updated", change);
        bus.send("gardefou.site-changes", "site.plugin-updated", id, event);
        bus.send("gardefou.site-changes", "site.plugin-updated", id, event);
        bus.send("gardefou.site-changes", "site.plugin-updated", Ids.next(), event);
        // When a later one has come through
        scene.notice(scene.change("site.theme-changed"));
        // Then
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.raised", scene.site))
                .hasSize(2));
        assertThat(system().get("/risk-notices?site=" + scene.site)
                        .then()
                        .extract()
                        .<List<?>>path("items"))
                .hasSize(2);
    }

    @Test
    void anOldEventDoesNotTurnASiteBack() throws SQLException {
        Scene scene = new Scene(bus).registerSite();
        UUID buyer = Ids.next();
        bus.send("gardefou.sites", "site.moved", scene.siteEvent(Instant.now()).put("customer", buyer.toString()));
        bus.send(
                "gardefou.sites",
                "site.registered",
                scene.siteEvent(Instant.now().minusSeconds(3600)));
        await().atMost(Scene.SOON)
                .until(() -> system().get("/evidence?site=" + scene.site)
                                .then()
                                .extract()
                                .<List<?>>path("items")
                                .size()
                        == 3);
        try (Connection connection = dataSource.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select customer from site where id = '%s'".formatted(scene.site))) {
            rows.next();
            assertThat(rows.getObject(1, UUID.class)).isEqualTo(buyer);
        }
    }

    private static JsonPath walked() {
        return system().get("/evidence/verification?from=1&limit=200000")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void append(int facts) {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < facts; i++)
                ledger.append(new Fact("test.fact", Instant.now(), Ids.next(), Ids.next(), Map.of("number", i)));
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.rollback();
        }
    }
}
