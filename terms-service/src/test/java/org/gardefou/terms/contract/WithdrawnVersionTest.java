package org.gardefou.terms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** A version that is withdrawn binds nobody, at whatever moment that happens. */
@QuarkusTest
class WithdrawnVersionTest {

    private static final String WITHDRAW =
            "update terms_version set withdrawn_at = now(), withdrawal_reason = 'x', version = version + 1 where id = '%s'";

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Inject
    ChangeNotices notices;

    @Inject
    Contracts contracts;

    @Inject
    Adoption adoption;

    @Inject
    Announcing announcing;

    private final Instant effective = Instant.now().plus(Duration.ofDays(40));

    @Test
    void aNoticeThatWasLeftOpenBindsNobodyToIt() throws SQLException {
        Scene scene = contracted();
        UUID contract = UUID.fromString(scene.contract);
        String better = published(scene.promise("PT24H", "PT12H"));
        UUID notice = notice(scene, better);
        assertThat(due()).contains(contract);

        database.execute(WITHDRAW.formatted(better));

        assertThat(due()).doesNotContain(contract);
        QuarkusTransaction.requiringNew().run(() -> adoption.adopt(notices.findById(notice)));
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(contracts.findById(contract).terms()).hasToString(scene.version);
            assertThat(contracts.terms(contract)).hasSize(1);
            assertThat(notices.findById(notice).state()).isEqualTo(ChangeNotice.State.WITHDRAWN);
        });
    }

    @Test
    void whoClicksWhileItIsWithdrawnIsToldSo() throws Exception {
        Scene scene = contracted().promise("PT24H", "PT12H");
        scene.version = published(scene);
        String click = scene.acceptanceBody(scene.renditionSha256("fr"));

        Response answer = whileWithdrawing(
                scene, scene.version, () -> customer(scene.customer).body(click).post("/acceptances"));

        answer.then().statusCode(422).body("type", containsString("version-withdrawn"));
    }

    @Test
    void nobodyIsToldOfItWhileItIsWithdrawn() throws Exception {
        Scene scene = contracted().promise("PT24H", "PT12H");
        String better = published(scene);
        UUID told = notice(scene, better);
        // As if it had not been told yet
        database.execute("update change_notice set terms_version = previous where id = '%s'".formatted(told));

        whileWithdrawing(scene, better, () -> {
            announcing.run(better);
            return better;
        });

        assertThat(system().get("/change-notices?contract=" + scene.contract + "&version=" + better)
                        .<List<?>>path("items"))
                .isEmpty();
    }

    /** Does something that begins while another withdraws the version, and goes on once that is done. */
    private static <T> T whileWithdrawing(Scene scene, String version, java.util.function.Supplier<T> meanwhile)
            throws Exception {
        try (Connection other = Owner.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from terms_document where id = '%s' for update".formatted(scene.document));
            CompletableFuture<T> done = CompletableFuture.supplyAsync(meanwhile, task -> new Thread(task).start());
            await().atMost(Scene.SOON).until(() -> waiting(statement) > 0);
            statement.execute(WITHDRAW.formatted(version));
            other.commit();
            return done.get();
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1);
        }
    }

    private List<UUID> due() {
        return QuarkusTransaction.requiringNew().call(() -> notices.binding(effective.plusSeconds(60), 10_000));
    }

    private Scene contracted() {
        return new Scene(bus).publish().accept().registerSite().contract();
    }

    private String published(Scene scene) {
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(draft, "{\"effectiveFrom\": \"%s\"}".formatted(effective))
                .then()
                .statusCode(200);
        return draft;
    }

    private static UUID notice(Scene scene, String version) {
        String path = "/change-notices?contract=" + scene.contract + "&version=" + version;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(path).<List<?>>path("items").isEmpty());
        return UUID.fromString(system().get(path).path("items[0].id"));
    }
}
