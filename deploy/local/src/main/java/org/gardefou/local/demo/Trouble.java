package org.gardefou.local.demo;

import static org.gardefou.local.demo.Registration.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The site is broken: what happened, whose part it is, and what help there is. */
public final class Trouble {

    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final Stage stage;
    private final Hosted hosted;
    private final Api customer;
    private final String locale;

    Trouble(Stage stage, Hosted hosted, String locale) {
        this.stage = stage;
        this.hosted = hosted;
        this.customer = stage.customer(hosted.customer());
        this.locale = locale;
    }

    /** Asks for a diagnosis; its id. */
    public UUID ask() {
        Answer asked = customer.post("/diagnostics/v1/diagnoses", Map.of("site", hosted.site()));
        stage.chronicle().tell(asked, "the customer asks what is wrong");
        return asked.id();
    }

    /** The verdict of a diagnosis. */
    public JsonNode verdict(UUID diagnosis) {
        String path = "/diagnostics/v1/diagnoses/" + diagnosis;
        Answer done = Waiting.until(
                "the diagnosis " + diagnosis,
                LIMIT,
                () -> Optional.of(customer.get(path))
                        .filter(answer -> !answer.json().path("health").asText().isEmpty()),
                () -> customer.get(path).text());
        JsonNode found = done.json();
        stage.chronicle()
                .tell(
                        done,
                        found.path("health").asText()
                                + (found.has("symptom")
                                        ? ": " + in(found.path("symptom").path("text"))
                                        : ""));
        if (found.has("cause")) {
            stage.chronicle()
                    .tell("       " + in(found.path("cause").path("text"))
                            + (found.path("cause").has("file")
                                    ? " (" + found.path("cause").path("file").asText() + ")"
                                    : ""));
            stage.chronicle()
                    .tell(String.format(
                            Locale.ROOT,
                            "       after %s of %s, by the %s: %s, confidence %.2f",
                            found.path("change").path("type").asText("no known change"),
                            found.path("change").path("object").path("name").asText("-"),
                            found.path("change").path("actor").asText("-").toLowerCase(Locale.ROOT),
                            found.path("party").asText(),
                            found.path("confidence").asDouble()));
        }
        return found;
    }

    /** Asks and waits. */
    public JsonNode diagnose() {
        return verdict(ask());
    }

    /** The assessment of a diagnosis. */
    public JsonNode assessment(UUID diagnosis) {
        String path = "/terms/v1/liability-assessments?site=" + hosted.site() + "&diagnosis=" + diagnosis;
        JsonNode line = Waiting.until(
                "the liability assessment of the diagnosis " + diagnosis,
                LIMIT,
                () -> customer.list(path).stream().findFirst(),
                () -> customer.get("/terms/v1/liability-assessments?site=" + hosted.site())
                        .text());
        Answer answer = customer.get("/terms/v1/liability-assessments/" + uuid(line, "id"));
        JsonNode outcome = answer.json().path("outcome");
        stage.chronicle()
                .tell(
                        answer,
                        "party " + outcome.path("party").asText() + ", clause "
                                + String.join(", ", outcome.path("clauses").findValuesAsText("code"))
                                + " of the accepted terms, confidence "
                                + outcome.path("confidence").asText());
        return answer.json();
    }

    /** The open case in whose story a diagnosis stands, decided and with its options. */
    public JsonNode supportCase(UUID diagnosis) {
        String path = "/support/v1/cases?site=" + hosted.site();
        JsonNode line = Waiting.until(
                "the case of the diagnosis " + diagnosis,
                LIMIT,
                () -> customer.list(path).stream()
                        // A timeline goes on after its case: the trouble of an earlier one is not this.
                        .filter(found -> !found.path("status").asText().matches("RESOLVED|CLOSED"))
                        .filter(found -> !found.path("options").isEmpty())
                        .filter(found -> isAbout(found, diagnosis))
                        .findFirst(),
                () -> customer.get(path).text());
        Answer answer = customer.get("/support/v1/cases/" + uuid(line, "id"));
        stage.chronicle()
                .tell(
                        answer,
                        "a case is open: " + answer.json().path("coverage").asText() + ", "
                                + answer.json().path("options").size() + " ways out");
        for (JsonNode option : answer.json().path("options")) {
            stage.chronicle()
                    .tell("       " + (option.path("recommended").asBoolean() ? "recommended: " : "")
                            + in(option.path("text")));
        }
        return answer.json();
    }

    /** A case names the last diagnosis of its trouble; the ones before stand in its timeline. */
    private boolean isAbout(JsonNode found, UUID diagnosis) {
        return found.path("diagnosis").asText().equals(diagnosis.toString())
                || customer.get("/support/v1/cases/" + uuid(found, "id") + "/timeline")
                        .text()
                        .contains(diagnosis.toString());
    }

    /** The decision behind a case. */
    public JsonNode coverage(UUID supportCase) {
        String path = "/support/v1/coverage-decisions?case=" + supportCase;
        Answer answer = customer.get(path);
        JsonNode decision = answer.json().path("items").path(0);
        stage.chronicle()
                .tell(
                        answer,
                        decision.path("outcome").asText() + " because: "
                                + in(decision.path("reasons").path(0).path("text")));
        return decision;
    }

    /** The customer chooses a way out. */
    public JsonNode choose(UUID supportCase, String option) {
        String path = "/support/v1/cases/" + supportCase;
        Answer answer = customer.post(path + "/choice", Map.of("option", option), customer.get(path));
        stage.chronicle().tell(answer, "the customer chooses: " + option);
        return answer.json();
    }

    /** A case when it is resolved. */
    public JsonNode resolved(UUID supportCase) {
        String path = "/support/v1/cases/" + supportCase;
        Answer answer = Waiting.until(
                "the case " + supportCase + " to be resolved",
                LIMIT,
                () -> Optional.of(customer.get(path))
                        .filter(found -> found.json().path("status").asText().equals("RESOLVED")),
                () -> customer.get(path).text());
        stage.chronicle()
                .tell(
                        answer,
                        "the case is resolved: "
                                + answer.json().path("resolution").asText());
        return answer.json();
    }

    private String in(JsonNode text) {
        return text.path(locale).asText();
    }
}
