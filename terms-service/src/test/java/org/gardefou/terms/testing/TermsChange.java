package org.gardefou.terms.testing;

import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;

/** Changes of terms as tests make them. */
public final class TermsChange {

    /** A ground by which a change applies as soon as the customer is told. */
    public static final String LEGAL_DUTY = """
            {"ground": {"ground": "LEGAL_DUTY", "source": "Règlement (UE) 2022/2065", "name": "Claire Aubry", "reason": "En vigueur"}}""";

    /** The least that is said of a delivery. */
    public static final String DELIVERY =
            "{\"channel\": \"EMAIL\", \"evidenceSha256\": \"%s\"}".formatted("a".repeat(64));

    /** Who says that they leave. */
    public static final String LEAVING = "{\"name\": \"Camille Martin\"}";

    private TermsChange() {}

    /** A site under the terms of a plan of its own. */
    public static Scene contracted(Bus bus) {
        return new Scene(bus).publish().accept().registerSite().contract();
    }

    /** Another customer under the same terms. */
    public static Scene another(Bus bus, Scene scene) {
        Scene other = new Scene(bus);
        other.plan = scene.plan;
        other.version = scene.version;
        other.document = scene.document;
        return other.accept().registerSite().contract();
    }

    /** Publishes the terms as they are now; the version. */
    public static String published(Scene scene, String body) {
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(draft, body).then().statusCode(200);
        return draft;
    }

    public static String from(Instant effective) {
        return "{\"effectiveFrom\": \"%s\"}".formatted(effective);
    }

    /** The notice of a version to a contract, once there is one. */
    public static String notice(Scene scene, String version) {
        String path = "/change-notices?contract=" + scene.contract + "&version=" + version;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(path).<List<?>>path("items").isEmpty());
        return system().get(path).path("items[0].id");
    }

    /** It reached the customer. */
    public static Response deliver(String notice) {
        return system().body(DELIVERY).post("/change-notices/" + notice + "/delivery");
    }

    /** Which version applies to the contract at a moment. */
    public static Response terms(Scene scene, Instant at) {
        return customer(scene.customer).get("/contracts/" + scene.contract + "/terms?at=" + at);
    }

    /** A version never comes. */
    public static Response withdraw(String version, String body) {
        return operator().body(body).header("If-Match", "*").post("/versions/" + version + "/withdrawal");
    }
}
