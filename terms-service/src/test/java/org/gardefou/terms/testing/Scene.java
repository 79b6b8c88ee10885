package org.gardefou.terms.testing;

import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;

/** A plan with published terms, and a customer with a site: each test has its own. */
public final class Scene {

    public static final Duration SOON = Duration.ofSeconds(120);

    public final UUID customer = Ids.next();
    public final UUID connection = Ids.next();
    public final UUID site = Ids.next();
    public String plan = "";
    public String document = "";
    public String version = "";
    public String acceptance = "";
    public String contract = "";

    private final Bus bus;

    public Scene(Bus bus) {
        this.bus = bus;
    }

    /** Another customer with another site, for whom the same terms are published. */
    public Scene another() {
        Scene other = new Scene(bus);
        other.plan = plan;
        other.document = document;
        other.version = version;
        return other;
    }

    public static String planBody(String code) {
        return """
                {"code": "%s", "level": "STANDARD", "name": {"fr": "Standard", "en": "Standard"},
                 "promises": {
                   "backup": {"included": true, "frequency": "PT24H", "retention": "P7D"},
                   "restore": {"selfService": true, "assistedFree": 0},
                   "support": {"firstResponse": "PT8H", "hours": {"days": ["MONDAY", "FRIDAY"], "from": "09:00", "to": "18:00",
                               "zone": "Europe/Paris"}},
                   "availability": {"percent": 99.9, "credit": 5},
                   "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""".formatted(code);
    }

    /** Publishes terms of all default clauses for a plan of its own. */
    public Scene publish() {
        plan = created(system().body(planBody("p" + Ids.next())).post("/plans"));
        document = created(system().body("""
                {"plan": "%s", "audience": "CONSUMER", "name": {"fr": "Conditions", "en": "Terms"}}""".formatted(plan)).post("/documents"));
        version = draft(defaultClauses());
        system().body("{}")
                .header("If-Match", "*")
                .post("/versions/" + version + "/publication")
                .then()
                .statusCode(200);
        return this;
    }

    /** Another customer to whom the same terms are shown: for tests that change nothing about them, as publishing some takes a while. */
    public Scene neighbour() {
        Scene other = new Scene(bus);
        other.plan = plan;
        other.document = document;
        other.version = version;
        return other;
    }

    /** The plan promises something else from now on: the same body with other words in it. */
    public Scene promise(String before, String after) {
        system().header("If-Match", "*")
                .body(planBody("x").replaceFirst("\"code\": \"x\", ", "").replace(before, after))
                .put("/plans/" + plan)
                .then()
                .statusCode(200);
        return this;
    }

    public List<String> defaultClauses() {
        // Not what fits best now: another test may have written a clause that fits better.
        return system().post("/clauses/defaults")
                .then()
                .statusCode(200)
                .extract()
                .path(
                        "items.findAll { it.audience in [null, 'CONSUMER'] && (it.levels == null || 'STANDARD' in it.levels) }.id");
    }

    public String draft(List<String> clauses) {
        return created(system().body(Map.of("clauses", clauses)).post("/documents/" + document + "/versions"));
    }

    public String renditionSha256(String locale) {
        return system().get("/versions/" + version)
                .then()
                .statusCode(200)
                .extract()
                .path("renditions.find { it.locale == '%s' }.sha256".formatted(locale));
    }

    public String acceptanceBody(String sha256) {
        return """
                {"version": "%s", "locale": "fr", "renditionSha256": "%s",
                 "by": {"name": "Camille Martin", "capacity": "titulaire du compte"},
                 "buttonText": "J'accepte les conditions", "boxes": ["J'ai lu les conditions"],
                 "ip": "192.0.2.17", "userAgent": "Mozilla/5.0"}""".formatted(version, sha256);
    }

    public Scene accept() {
        acceptance = created(
                customer(customer).body(acceptanceBody(renditionSha256("fr"))).post("/acceptances"));
        return this;
    }

    /** The customer accepts the version for the contract that they have. */
    public Scene acceptForContract() {
        acceptance = created(customer(customer)
                .body(acceptanceBody(renditionSha256("fr"), List.of(contract)))
                .post("/acceptances"));
        return this;
    }

    /** A click for contracts that there are already. */
    public String acceptanceBody(String sha256, List<String> contracts) {
        return acceptanceBody(sha256)
                .replaceFirst("\\{", "{\"contracts\": [\"%s\"], ".formatted(String.join("\", \"", contracts)));
    }

    /** Tells of the site and waits until it is known. */
    public Scene registerSite() {
        bus.send("gardefou.sites", "site.registered", siteEvent(Instant.now()));
        await().atMost(SOON)
                .until(() -> system().get("/evidence?site=" + site)
                                .then()
                                .extract()
                                .<List<?>>path("items")
                                .size()
                        > 0);
        return this;
    }

    public ObjectNode siteEvent(Instant at) {
        ObjectNode event = bus.example("diagnostics", "site.registered");
        return event.put("site", site.toString())
                .put("customer", customer.toString())
                .put("connection", connection.toString())
                .put("at", at.toString());
    }

    public String contractBody() {
        return """
                {"customer": "%s", "site": "%s", "plan": "%s", "acceptance": "%s", "audience": "CONSUMER", "locale": "fr"}""".formatted(customer, site, plan, acceptance);
    }

    public Scene contract() {
        contract = created(system().body(contractBody()).post("/contracts"));
        return this;
    }

    /** Reports a change of the site and answers its id. */
    public UUID change(String type) {
        UUID change = Ids.next();
        bus.send("gardefou.site-changes", type, changeEvent(type, change));
        return change;
    }

    public ObjectNode changeEvent(String type, UUID change) {
        Instant now = Instant.now();
        return bus.example("diagnostics", type)
                .put("change", change.toString())
                .put("site", site.toString())
                .put("customer", customer.toString())
                .put("happenedAt", now.toString())
                .put("receivedAt", now.toString());
    }

    /** The id of the notice that a change raised or joined, once there is one. */
    public String notice(UUID change) {
        await().atMost(SOON).until(() -> noticeOf(change) != null);
        String notice = noticeOf(change);
        if (notice == null) throw new AssertionError("The notice is gone again");
        return notice;
    }

    private @org.jspecify.annotations.Nullable String noticeOf(UUID change) {
        return system().get("/risk-notices?site=" + site + "&change=" + change)
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { true }?.id");
    }

    public static String created(Response response) {
        return response.then().statusCode(201).extract().path("id");
    }
}
