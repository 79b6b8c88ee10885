package org.gardefou.terms.page;

import static org.gardefou.terms.testing.Client.system;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;

/** What a hoster's billing does before a customer is sent to a page, and what a browser does there. */
final class Pages {

    private static final Pattern HIDDEN = Pattern.compile("name=\"sha256\" value=\"([0-9a-f]{64})\"");

    private Pages() {}

    /** A plan whose terms are published under the name that customers read. */
    static Scene published(Bus bus) {
        Scene scene = new Scene(bus);
        scene.plan = Scene.created(
                system().body(Scene.planBody("page-" + UUID.randomUUID())).post("/plans"));
        scene.document = Scene.created(system().body("""
                        {"plan": "%s", "audience": "CONSUMER",
                         "name": {"fr": "Conditions de l'hébergement Standard", "en": "Terms of Standard hosting"}}""".formatted(scene.plan)).post("/documents"));
        scene.version = scene.draft(scene.defaultClauses());
        Authoring.publish(scene.version, "{}").then().statusCode(200);
        return scene;
    }

    /** A second version, in force at once, that backs up less often. Answers its id. */
    static String next(Scene scene) {
        String draft = scene.promise("PT24H", "PT72H").draft(scene.defaultClauses());
        Authoring.publish(draft, "{}").then().statusCode(200);
        return draft;
    }

    static String acceptance(Scene scene, String more) {
        return """
                {"purpose": "ACCEPTANCE", "customer": "%s", "plan": "%s", "audience": "CONSUMER", "locale": "fr",
                 "by": {"name": "Camille Martin", "capacity": "titulaire du compte"}%s}""".formatted(scene.customer, scene.plan, more);
    }

    static String notices(Scene scene, String more) {
        return """
                {"purpose": "NOTICE", "site": "%s", "locale": "fr",
                 "by": {"name": "Camille Martin", "capacity": "titulaire du compte"}%s}""".formatted(scene.site, more);
    }

    /** Has a link made and answers the path of its page. */
    static String link(String body) {
        return system().body(body)
                .post("/page-links")
                .then()
                .statusCode(201)
                .extract()
                .path("href");
    }

    /** A browser on the customer's machine, as the proxy on this one forwards it: what is left of the address that it saw, anybody may have written. */
    static RequestSpecification browser() {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
                .header("X-Forwarded-For", "198.51.100.66, 192.0.2.44");
    }

    static Response get(String path) {
        return browser().get(path);
    }

    /** Sends the page's form, as it is when its text has been loaded, with these boxes ticked. */
    static Response accept(String page, String language, String... boxes) {
        String html = get(page + "?lang=" + language).asString();
        get(page + "/text/" + language).then().statusCode(200);
        return send(page, language, hidden(html), boxes);
    }

    static Response send(String page, String language, String sha256, String... boxes) {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .body("lang=" + language + "&sha256=" + sha256
                        + (boxes.length == 0 ? "" : "&box=" + String.join("&box=", boxes)))
                .post(page);
    }

    static String hidden(String html) {
        Matcher found = HIDDEN.matcher(html);
        if (!found.find()) throw new AssertionError("There is no form in " + html);
        return found.group(1);
    }
}
