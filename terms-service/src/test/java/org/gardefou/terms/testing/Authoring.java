package org.gardefou.terms.testing;

import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;

import io.restassured.response.Response;
import java.util.List;

/** What whoever writes terms does: documents, clauses, publication. */
public final class Authoring {

    private Authoring() {}

    public static String document(String plan, String audience) {
        return Scene.created(system().body("""
                {"plan": "%s", "audience": "%s", "name": {"fr": "a", "en": "a"}}""".formatted(plan, audience)).post("/documents"));
    }

    public static String clause(String code, String audience, String text, String effect) {
        return Scene.created(
                system().body("""
                {"code": "%s", "audience": "%s", "title": {"fr": "a", "en": "a"},
                 "text": {"fr": "Texte %s", "en": "Text %s"}, "effects": [%s]}""".formatted(code, audience, text, text, effect)).post("/clauses"));
    }

    public static Response publish(String draft, String body) {
        return system().body(body).header("If-Match", "*").post("/versions/" + draft + "/publication");
    }

    /** The clauses with another one for a topic. */
    public static List<String> with(String code, String clause, List<String> clauses) {
        return clauses.stream()
                .map(id -> code.equals(operator()
                                .get("/clauses/" + id)
                                .then()
                                .extract()
                                .path("code"))
                        ? clause
                        : id)
                .toList();
    }
}
