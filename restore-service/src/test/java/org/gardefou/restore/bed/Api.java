package org.gardefou.restore.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.answers.QuickRequest;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.RealSite.Point;

/** The service as its callers see it. */
public final class Api {
    public static final Duration SOON = Duration.ofSeconds(120);

    private final RealSite real;

    public Api(RealSite real) {
        this.real = real;
    }

    public RequestSpecification customer() {
        return as(TestTokens.customer(real.customer));
    }

    public static RequestSpecification as(String token) {
        return QuickRequest.insteadOf(RestAssured::given)
                .header("Authorization", TestTokens.bearer(token))
                .contentType("application/json");
    }

    public Response post(UUID point, String token, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("site", real.site);
        body.put("restorePoint", point);
        return as(token).body(body).post("/restores/v1/restores");
    }

    /** Asks for a restore in the customer's name, as soon as the bus has told of site and point. */
    public UUID request(UUID point) {
        return request(point, Map.of("confirm", true));
    }

    public UUID request(UUID point, Map<String, Object> more) {
        Response accepted = await().atMost(SOON)
                .until(
                        () -> post(point, TestTokens.customer(real.customer), more),
                        answer -> answer.statusCode() == 202);
        assertThat(accepted.header("Location")).contains("/restores/v1/restores/");
        return UUID.fromString(accepted.jsonPath().getString("id"));
    }

    /** What backup-service does when a restore is requested. */
    public Point safetyBackup(UUID restore) {
        Point safety = real.backUp(true);
        real.tellPoint(safety, restore);
        return safety;
    }

    /** Tells of a safety backup for a restore in which nobody looks into it. */
    public void tellSafetyBackup(UUID restore) {
        real.tellPoint(real.healthyPoint(), restore);
    }

    public JsonPath awaitState(UUID id, String state) {
        JsonPath[] seen = new JsonPath[1];
        await().atMost(SOON).untilAsserted(() -> {
            seen[0] = read(id);
            // Said only when it fails: this is asked ten times a second.
            assertThat(seen[0].getString("state")).as(() -> seen[0].prettify()).isEqualTo(state);
        });
        return seen[0];
    }

    /** As if a day had passed in its present state: longer than a restore waits for anything. */
    public static void passTime(UUID restore) {
        try (Connection connection =
                        Arc.container().instance(AgroalDataSource.class).get().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update restore set state_since = state_since - interval '1 day', due_at = now(), version = version + 1 where id = ?")) {
            update.setObject(1, restore);
            assertThat(update.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonPath read(UUID id) {
        return customer().get("/restores/v1/restores/" + id).jsonPath();
    }
}
