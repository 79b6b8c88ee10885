package org.gardefou.support.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.gardefou.kit.id.Ids;

/** A customer's site in its story, told by the other services' events; each test has its own. */
public final class Scene {

    public static final Duration SOON = Duration.ofSeconds(120);

    private static final Map<String, String> TOPICS = Map.ofEntries(
            Map.entry("site.registered", "gardefou.sites"),
            Map.entry("site.up", "gardefou.diagnoses"),
            Map.entry("contract.activated", "gardefou.contracts"),
            Map.entry("site.plugin-updated", "gardefou.site-changes"),
            Map.entry("risk-notice.raised", "gardefou.risk-notices"),
            Map.entry("risk-notice.delivered", "gardefou.risk-notices"),
            Map.entry("restore-point.created", "gardefou.backups"),
            Map.entry("restore-point.expired", "gardefou.backups"),
            Map.entry("site.diagnosed", "gardefou.diagnoses"),
            Map.entry("liability.assessed", "gardefou.liability"),
            Map.entry("restore.proposed", "gardefou.restores"),
            Map.entry("restore.proposal-confirmed", "gardefou.restores"),
            Map.entry("restore.proposal-ended", "gardefou.restores"),
            Map.entry("restore.requested", "gardefou.restores"),
            Map.entry("restore.completed", "gardefou.restores"),
            Map.entry("restore.failed", "gardefou.restores"),
            Map.entry("restore.rolled-back", "gardefou.restores"));

    public final UUID customer = Ids.next();
    public final UUID connection = Ids.next();
    public final UUID site = Ids.next();
    public final UUID change = Ids.next();
    public final UUID restorePoint = Ids.next();
    public final UUID diagnosis = Ids.next();
    public final UUID assessment = Ids.next();
    public final UUID restore = Ids.next();

    /** When the customer changed the site. */
    public final Instant changed = Instant.now().minusSeconds(600);

    private final Bus bus;
    private final Map<String, UUID> sent = new HashMap<>();

    public Scene(Bus bus) {
        this.bus = bus;
    }

    /** The producer's example, about this site and of now. */
    public ObjectNode event(String type) {
        ObjectNode data = Goldens.of(type);
        Map<String, UUID> own = Map.of(
                "site", site,
                "customer", customer,
                "connection", connection,
                "change", change,
                "restorePoint", restorePoint,
                "diagnosis", diagnosis,
                "assessment", assessment,
                "restore", restore);
        own.forEach((field, id) -> {
            if (data.path(field).isTextual()) data.put(field, id.toString());
        });
        if (data.has("at")) data.put("at", Instant.now().toString());
        if (data.has("diagnosedAt")) data.put("diagnosedAt", Instant.now().toString());
        if (data.has("happenedAt")) data.put("happenedAt", changed.toString());
        if (data.has("takenAt")) data.put("takenAt", changed.minusSeconds(300).toString());
        return data;
    }

    /** Sends the producer's example, about this site and of now. */
    public Scene send(String... types) {
        for (String type : types) send(type, event(type));
        return this;
    }

    public void send(String type, ObjectNode data) {
        UUID id = Ids.next();
        sent.put(type, id);
        bus.send(topic(type), type, id, data);
    }

    /** Sends an event once more, as the bus may: the same id. */
    public void sendAgain(String type, ObjectNode data) {
        bus.send(topic(type), type, Objects.requireNonNull(sent.get(type), "not sent yet"), data);
    }

    /** Everything up to the open case: the site broke after a change that the customer had been warned of. */
    public Scene broken() {
        send("site.registered", "contract.activated", "restore-point.created", "site.plugin-updated");
        return send("risk-notice.raised", "risk-notice.delivered", "site.diagnosed", "liability.assessed");
    }

    /** A look finds the site well, or limping. */
    public ObjectNode diagnosed(String health) {
        return event("site.diagnosed").put("diagnosis", Ids.next().toString()).put("health", health);
    }

    /** What restore-service tells of a restore that is proposed in a case. */
    public ObjectNode proposal(String type, String supportCase, UUID proposal) {
        return event(type).put("case", supportCase).put("proposal", proposal.toString());
    }

    private static String topic(String type) {
        return Objects.requireNonNull(TOPICS.get(type), type);
    }

    public RequestSpecification customer() {
        return Client.customer(customer);
    }

    /** The id of the site's case, once it is as wanted. */
    public String awaitCase(String field, Object value) {
        return awaitCase(found -> value.equals(found.get(field)));
    }

    /** The id of the site's case, once it offers these ways out. */
    public String awaitWays(String... kinds) {
        return awaitCase(found -> ways(found).equals(List.of(kinds)));
    }

    private String awaitCase(Predicate<Map<String, Object>> wanted) {
        return await().atMost(SOON)
                .until(() -> cases().stream().filter(wanted).findFirst(), found -> found.isPresent())
                .map(found -> (String) found.get("id"))
                .orElseThrow();
    }

    /** The site's cases, as an operator sees them. */
    public List<Map<String, Object>> cases() {
        return Client.operator()
                .get("/cases?site=" + site)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    @SuppressWarnings("unchecked") // the answer's own form
    private static List<Object> ways(Map<String, Object> found) {
        return ((List<Map<String, Object>>) found.getOrDefault("options", List.of()))
                .stream().map(option -> option.get("kind")).toList();
    }

    /** The customer chooses a way out of the case as it is now. */
    public Response choose(String supportCase, String option) {
        return customer()
                .header("If-Match", etag("/cases/" + supportCase))
                .body("{\"option\":\"%s\"}".formatted(option))
                .post("/cases/" + supportCase + "/choice");
    }

    /** The version of something that the customer may see. */
    public String etag(String path) {
        return customer().get(path).then().statusCode(200).extract().header("ETag");
    }
}
