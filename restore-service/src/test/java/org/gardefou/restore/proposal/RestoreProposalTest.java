package org.gardefou.restore.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.bed.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What support prepares, what the customer sees of it and says to it, on a real site. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class RestoreProposalTest {

    private static final String PROPOSALS = "/restores/v1/restore-proposals";

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);
    private final UUID supportCase = Ids.next();

    @Inject
    Proposals proposals;

    @Inject
    ProposalSweep sweep;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point good;

    @BeforeEach
    void aSiteWithAPointAndACaseWhoseContractHasNoSelfService() {
        real.wordpress.heal();
        real.register(false);
        good = real.healthyPoint();
        real.tellPoint(good, null);
        tellCase("case.opened");
        await().atMost(Api.SOON)
                .until(() -> advice().getList("options.restorePoint").size() == 1);
        await().atMost(Api.SOON)
                .until(() -> Api.as(TestTokens.operator())
                                .get("/restores/v1/advice?site=" + real.site + "&case=" + supportCase)
                                .statusCode()
                        == 200);
    }

    @Test
    void theCustomerConfirmsWhatTheySawAndTheRestoreIsTheirs() throws Exception {
        // Given a site that broke, and a restore that support has prepared
        real.breakByPlugin();
        UUID id = proposed(
                Map.of("reason", "shop-turbo\na cassé la boutique", "keepNewer", List.of(Map.of("kind", "POSTS"))));
        JsonPath seen = awaitState(id, "OPEN");
        assertThat(seen.getString("shown.summary.keepNewer[0].kind")).isEqualTo("POSTS");
        assertThat(seen.getString("restorePoint")).isEqualTo(good.id().toString());
        assertThat(seen.getList("shown.summary.change.files.removed.paths"))
                .contains("wp-content/mu-plugins/shop-turbo.php");
        assertThat(seen.getBoolean("shown.summary.change.possible")).isTrue();
        assertThat(seen.getList("lookAgain")).isEmpty();
        assertThat(awaitTold("restore.proposed", id).at("/shown/sha256").asText())
                .isEqualTo(seen.getString("shown.sha256"));
        byte[] bytes = api.customer()
                .get(PROPOSALS + "/" + id + "/shown")
                .then()
                .extract()
                .asByteArray();
        assertThat(new ShownText(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).sha256())
                .isEqualTo(seen.getString("shown.sha256"));

        // When nobody but the customer may confirm it, and only what is shown
        String hash = seen.getString("shown.sha256");
        assertThat(confirm(TestTokens.operator(), id, "confirmation", hash).statusCode())
                .isEqualTo(403);
        assertThat(confirm(TestTokens.operator(), id, "confirmation-within-contract", hash)
                        .jsonPath()
                        .getString("type"))
                .isEqualTo("/problems/restores/customer-confirms");
        String stranger = TestTokens.customer(Ids.next());
        assertThat(confirm(stranger, id, "confirmation", hash).statusCode()).isEqualTo(404);
        assertThat(confirm(customer(), id, "confirmation", "0".repeat(64)).statusCode())
                .isEqualTo(409);
        assertThat(confirm(customer(), id, "confirmation", "yes").statusCode()).isEqualTo(400);

        // And the site changes under it: it has to be looked at again
        real.tellPluginUpdate(Instant.now());
        await().atMost(Api.SOON).until(() -> read(id).getList("lookAgain.code").equals(List.of("SITE_CHANGED")));
        Response outOfDate = confirm(customer(), id, "confirmation", hash);
        assertThat(outOfDate.statusCode()).isEqualTo(409);
        assertThat(outOfDate.jsonPath().getString("type")).isEqualTo("/problems/restores/look-again");
        assertThat(outOfDate.jsonPath().getList("lookAgain")).containsExactly("SITE_CHANGED");
        assertThat(as(customer()).post(PROPOSALS + "/" + id + "/look").statusCode())
                .isEqualTo(202);
        String again = awaitState(id, "OPEN").getString("shown.sha256");

        // Then their word begins the restore, once, in their name
        assertThat(Api.as(customer())
                        .header("If-Match", "\"0\"")
                        .body(Map.of("shown", again))
                        .post(PROPOSALS + "/" + id + "/confirmation")
                        .statusCode())
                .isEqualTo(412);
        Response confirmed = confirm(customer(), id, "confirmation", again);
        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirm(customer(), id, "confirmation", again).statusCode()).isEqualTo(409);
        UUID restore = UUID.fromString(confirmed.jsonPath().getString("restore"));
        real.customersDatabase().script(real.schema, List.of(Shop.post("post", "publish")));
        assertThat(confirmed.jsonPath().getString("answer.role")).isEqualTo("customer");
        api.tellSafetyBackup(restore);
        api.awaitState(restore, "CHECKING");
        real.tellHealth("HEALTHY", null, null, restore);
        api.awaitState(restore, "COMPLETED");
        assertThat(real.wordpress.observe("/").status()).isEqualTo(200);
        // With what was written meanwhile, as it was shown
        assertThat(real.customersDatabase().query(real.schema, "SELECT ID FROM wp_posts WHERE post_title = 'new one'"))
                .hasSize(1);
        assertThat(Bus.told("restore.requested", restore)).singleElement().satisfies(event -> assertThat(
                        event.at("/requestedBy/role").asText())
                .isEqualTo("customer"));
        JsonNode event = awaitTold("restore.proposal-confirmed", id);
        assertThat(event.at("/shown/sha256").asText()).isEqualTo(again);
        assertThat(event.path("restore").asText()).isEqualTo(restore.toString());
        assertThat(event.has("withinContract")).isFalse();
    }

    @Test
    void theHosterConfirmsWhereTheContractMakesRestoresItsTask() {
        UUID id = proposed(Map.of("reason", "?"));
        String hash = awaitState(id, "OPEN").getString("shown.sha256");
        Bus.tell(
                "gardefou.contracts",
                "contract.changed",
                real.site,
                Bus.golden("terms-service", "contract.changed", node -> {
                    node.put("site", real.site.toString())
                            .put("customer", real.customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises")).set("managed", array("CORE_UPDATES", "RESTORES"));
                }));
        await().atMost(Api.SOON).until(() -> "C08".equals(read(id).getString("hostMayConfirm.clause")));

        Response confirmed = confirm(TestTokens.operator(), id, "confirmation-within-contract", hash);

        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirmed.jsonPath().getString("withinContract.clause")).isEqualTo("C08");
        JsonNode event = awaitTold("restore.proposal-confirmed", id);
        assertThat(event.at("/confirmedBy/role").asText()).isEqualTo("operator");
        assertThat(event.at("/withinContract/contract").asText()).isNotBlank();
        assertThat(event.at("/withinContract/termsVersion").asText()).isNotBlank();
        String restore = confirmed.jsonPath().getString("restore");
        as(TestTokens.operator()).post("/restores/v1/restores/" + restore + "/cancel");
        api.awaitState(UUID.fromString(restore), "CANCELLED");
    }

    @Test
    void aProposalEndsByARefusalAnotherOneItsTimeItsPointOrItsCase() {
        // Declined, by the panel for the customer
        UUID declined = proposed(Map.of("reason", "?", "scope", "FILES", "paths", List.of("index.php")));
        awaitState(declined, "OPEN");
        Response refusal = as(TestTokens.panel(real.connection))
                .body(Map.of("reason", "Nous préférons réparer"))
                .post(PROPOSALS + "/" + declined + "/refusal");
        assertThat(refusal.jsonPath().getString("answer.reason")).isEqualTo("Nous préférons réparer");
        awaitEnd(declined, "DECLINED");
        // Superseded by another, and withdrawn by support before anybody looked
        UUID first = proposed(Map.of("reason", "?"));
        UUID second = proposed(Map.of("reason", "?"));
        awaitEnd(first, "SUPERSEDED");
        assertThat(as(TestTokens.operator())
                        .post(PROPOSALS + "/" + second + "/withdrawal")
                        .statusCode())
                .isEqualTo(200);
        awaitEnd(second, "WITHDRAWN");
        // Over without an answer
        UUID expired = proposed(Map.of("reason", "?", "scope", "FILES", "paths", List.of("index.php")));
        String hash = awaitState(expired, "OPEN").getString("shown.sha256");
        QuarkusTransaction.requiringNew()
                .run(() -> proposals.update("expiresAt = ?1 where id = ?2", Instant.now(), expired));
        assertThat(confirm(customer(), expired, "confirmation", hash).statusCode())
                .isEqualTo(409);
        sweep.run();
        awaitEnd(expired, "EXPIRED");
        // Blocked by what it would need
        UUID blocked = proposed(Map.of("reason", "?", "scope", "FILES", "paths", List.of("no-such-file.php")));
        assertThat(awaitState(blocked, "BLOCKED").getList("shown.summary.change.obstacles.code"))
                .containsExactly("PATH_MISSING_IN_POINT");
        // And with the case
        UUID last = proposed(Map.of("reason", "?"));
        tellCase("case.resolved");
        awaitEnd(last, "WITHDRAWN");
        assertThat(propose(TestTokens.operator(), Map.of("reason", "?")).statusCode())
                .isEqualTo(409);
        // The customer sees them all, and nobody else's panel does
        assertThat(api.customer()
                        .get(PROPOSALS + "?case=" + supportCase)
                        .jsonPath()
                        .getList("items.state"))
                .containsExactly("WITHDRAWN", "BLOCKED", "EXPIRED", "WITHDRAWN", "SUPERSEDED", "DECLINED");
        assertThat(as(TestTokens.panel(Ids.next()))
                        .get(PROPOSALS + "?site=" + real.site)
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void whatCannotBeProposedIsRefusedWithWhatToDo() {
        String staff = TestTokens.operator();
        assertThat(propose(customer(), Map.of("reason", "?")).statusCode()).isEqualTo(403);
        assertThat(propose(staff, Map.of("reason", "?", "case", Ids.next())).statusCode())
                .isEqualTo(409);
        assertThat(propose(staff, Map.of("reason", " ")).statusCode()).isEqualTo(400);
        assertThat(propose(staff, Map.of("reason", "?", "validDays", 31)).statusCode())
                .isEqualTo(400);
        assertThat(propose(staff, Map.of("reason", "?", "scope", "FILES", "paths", List.of("../x")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(propose(staff, Map.of("reason", "?", "restorePoint", Ids.next()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(QuarkusTransaction.requiringNew().call(() -> proposals.count("site", real.site)))
                .isZero();
    }

    private UUID proposed(Map<String, Object> more) {
        Response answer = propose(TestTokens.operator(), more);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return UUID.fromString(answer.jsonPath().getString("id"));
    }

    private Response propose(String token, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("case", supportCase));
        body.putAll(more);
        return Api.as(token).body(body).post(PROPOSALS);
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return Api.as(token).header("If-Match", "*");
    }

    private static Response confirm(String token, UUID id, String how, String hash) {
        return as(token).body(Map.of("shown", hash)).post(PROPOSALS + "/" + id + "/" + how);
    }

    private String customer() {
        return TestTokens.customer(real.customer);
    }

    private JsonPath read(UUID id) {
        return Api.as(TestTokens.operator()).get(PROPOSALS + "/" + id).jsonPath();
    }

    private JsonPath awaitState(UUID id, String state) {
        JsonPath[] seen = new JsonPath[1];
        await().atMost(Api.SOON).untilAsserted(() -> {
            seen[0] = read(id);
            assertThat(seen[0].getString("state")).as(() -> seen[0].prettify()).isEqualTo(state);
        });
        return seen[0];
    }

    private void awaitEnd(UUID id, String how) {
        awaitState(id, how);
        assertThat(awaitTold("restore.proposal-ended", id).path("how").asText()).isEqualTo(how);
    }

    /** The one event of a type about a proposal: it is told soon after its fact. */
    private static JsonNode awaitTold(String type, UUID proposal) {
        return await().atMost(Api.SOON)
                .until(() -> Bus.told(type, "proposal", proposal), found -> found.size() == 1)
                .getFirst();
    }

    private JsonPath advice() {
        return api.customer().get("/restores/v1/advice?site=" + real.site).jsonPath();
    }

    private void tellCase(String type) {
        Bus.tell("gardefou.cases", type, real.site, Bus.golden("support-service", type, node -> {
            node.put("case", supportCase.toString()).put("site", real.site.toString());
            node.remove("diagnosis");
        }));
    }

    private static ArrayNode array(String... values) {
        ArrayNode array = Bus.JSON.createArrayNode();
        for (String value : values) array.add(value);
        return array;
    }
}
